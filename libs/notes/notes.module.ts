import { Module } from '@nestjs/common';
import { NoteStore } from './note.store.js';

/** What the module of a noun with notes imports, next to `WritesModule`. */
@Module({ providers: [NoteStore], exports: [NoteStore] })
export class NotesModule {}
