import { Module } from '@nestjs/common';
import { RecordKeys } from './record-keys.js';
import { RecordSecretStore } from './record-secret.store.js';

/** What ties a mail to the record that it is about. */
@Module({
  providers: [RecordKeys, RecordSecretStore],
  exports: [RecordKeys],
})
export class RecordKeyModule {}
