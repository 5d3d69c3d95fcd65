import { statfs } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Recurring } from '#runtime/recurring.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { isReserveTouched } from '#storage/disk-reserve.rules.js';
import { Load } from './load.js';

const LOOK_EVERY_MS = 1_000;

/** Looks whether the embedded database has room to grow. A PostgreSQL looks after its own disk, and says so itself. */
@Injectable()
export class DiskWatch implements OnModuleInit {
  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly load: Load,
    private readonly recurring: Recurring,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.configuration.databaseUrl !== undefined) return;
    await this.look();
    this.recurring.every(LOOK_EVERY_MS, 'look at the disk', () => this.look());
  }

  private async look(): Promise<void> {
    this.load.reportDisk(isReserveTouched(await statfs(this.configuration.dataFolder)));
  }
}
