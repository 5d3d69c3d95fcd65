import { Module } from '@nestjs/common';
import { AboutController } from './about.controller.js';
import { AliasesController } from './aliases.controller.js';
import { DepartmentsController } from './departments.controller.js';
import { DirectoryStore } from './directory.store.js';
import { IssueTypesController } from './issue-types.controller.js';
import { LogoutController } from './logout.controller.js';
import { QueuesController } from './queues.controller.js';
import { UsersController } from './users.controller.js';

/** The small managers: what portals and clients read of the partition without administering it. */
@Module({
  controllers: [
    AboutController,
    AliasesController,
    DepartmentsController,
    IssueTypesController,
    LogoutController,
    QueuesController,
    UsersController,
  ],
  providers: [DirectoryStore],
})
export class DirectoryModule {}
