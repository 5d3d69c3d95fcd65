import { Module } from '@nestjs/common';
import { RecordMailStore } from './record-mail.store.js';

/** What a mail does to a record. */
@Module({ providers: [RecordMailStore], exports: [RecordMailStore] })
export class RecordMailModule {}
