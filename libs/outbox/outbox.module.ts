import { Module } from '@nestjs/common';
import { OutboxLanes } from './outbox-lanes.js';
import { OutboxWorker } from './outbox-worker.js';
import { OutboxStore } from './outbox.store.js';

@Module({ providers: [OutboxLanes, OutboxStore, OutboxWorker], exports: [OutboxLanes, OutboxStore, OutboxWorker] })
export class OutboxModule {}
