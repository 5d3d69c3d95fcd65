import { Module } from '@nestjs/common';
import { RecordMailStore } from './record-mail.store.js';
import { SenderStore } from './sender.store.js';

/** What a mail does to a record. */
@Module({ providers: [RecordMailStore, SenderStore], exports: [RecordMailStore, SenderStore] })
export class RecordMailModule {}
