import { Controller, Get, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendTree } from '#http/answer.js';
import { dtoSchema } from '#http/dto-schema.js';
import { Operation } from '#http/operation.js';
import { JSON_TYPE, readTree, XML_TYPE } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { SettingsBody } from '#settings/settings.body.js';
import { Database } from '#storage/database.js';
import { readBody, shapeOf } from '#wire/read-body.rules.js';
import { auditedBy } from '#writes/audited-by.js';
import { MANAGE_ADMINISTRATION, onlyDepartmentOf, READ_ADMINISTRATION } from './administration-access.js';
import { PartitionAdministration } from './partition-administration.js';
import { outsideDepartment } from './partition-change.js';
import { PartitionStores } from './partition-stores.js';

const ROOT = 'settings';

const LAYOUT = { shape: shapeOf(SettingsBody), root: ROOT, maximumBytes: 64 * 1024 };

/** The settings of the partition; they are the whole partition's, so department users have no part in them. */
@Controller('core/adminmgr/v3/settings')
export class SettingsController {
  constructor(
    private readonly administration: PartitionAdministration,
    private readonly stores: PartitionStores,
    private readonly database: Database,
  ) {}

  @Get()
  @Operation({
    ...READ_ADMINISTRATION,
    id: 'getSettings',
    summary: 'Read the settings of the partition',
    answers: [{ status: 200, description: 'The settings', root: ROOT, schema: dtoSchema(SettingsBody) }],
    errors: ['400-101'],
  })
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { actor, answerFormat } = contextOf(request);
    if (onlyDepartmentOf(actor) !== undefined) throw outsideDepartment();
    sendTree(reply, answerFormat, 200, ROOT, { ...(await this.stores.settings.read(this.database)) });
  }

  @Patch()
  @Operation({
    ...MANAGE_ADMINISTRATION,
    id: 'editSettings',
    summary: 'Edit settings of the partition; those left out stay',
    body: { mediaTypes: [JSON_TYPE, XML_TYPE], root: ROOT, schema: dtoSchema(SettingsBody) },
    answers: [{ status: 200, description: 'The settings', root: ROOT, schema: dtoSchema(SettingsBody) }],
    errors: ['400-100', '400-101', '400-147', '400-152', '400-264', '413-100', '415-100'],
  })
  async edit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = contextOf(request);
    if (onlyDepartmentOf(context.actor) !== undefined) throw outsideDepartment();
    const outcome = readBody(SettingsBody, await readTree(request, LAYOUT), 'PART-7');
    if ('refusals' in outcome) throw failureOf(outcome.refusals);
    await this.administration.apply({ settings: outcome.body }, { mode: 'merge', by: auditedBy(context) });
    sendTree(reply, context.answerFormat, 200, ROOT, { ...(await this.stores.settings.read(this.database)) });
  }
}
