import { Injectable } from '@nestjs/common';

/** The one source of wall-clock time, so that tests can move it by hand. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
