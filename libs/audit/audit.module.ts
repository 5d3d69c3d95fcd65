import { Module } from '@nestjs/common';
import { AuditSealing } from './audit-sealing.js';
import { AuditTrailStore } from './audit-trail.store.js';
import { AuditController } from './audit.controller.js';

@Module({ controllers: [AuditController], providers: [AuditSealing, AuditTrailStore] })
export class AuditModule {}
