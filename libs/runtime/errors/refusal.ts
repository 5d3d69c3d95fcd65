import { Failure, type FailureDetail } from './failure.js';
import type { ErrorCode } from './catalogue.js';

/** Why a rule says no: a value, so that all refusals of a stage can be collected (casemgr.md §3.6). */
export interface Refusal {
  readonly code: Extract<ErrorCode, '400-146' | '400-147' | '400-152' | '400-194' | '400-244' | '400-101'>;
  /** Dotted path with `[n]` for list items, or the name of a query parameter. */
  readonly attribute: string;
  /** English, with the limit where there is one; becomes the value in `details`. */
  readonly reason: string;
  readonly clause: string;
  /** The id that was not found, for 400-194. */
  readonly id?: string;
}

const DETAILS_LIMIT = 30;
const DETAIL_LENGTH = 255;

export type Refusals = readonly [Refusal, ...Refusal[]];

/** Reports refusals: `code` and text for the first, `details` for up to 30 of them (casemgr.md §3.6). */
export class Refused extends Failure {
  constructor(readonly refusals: Refusals) {
    const [first] = refusals;
    super(
      first.code,
      {
        attribute_name: first.attribute,
        query_parameter: first.attribute,
        resource_id: first.id ?? first.attribute,
      },
      { details: refusals.slice(0, DETAILS_LIMIT).map(toDetail) },
    );
    this.name = 'Refused';
  }
}

function toDetail({ attribute, code, reason, clause }: Refusal): FailureDetail {
  return {
    key: attribute.slice(0, DETAIL_LENGTH).toWellFormed(),
    value: `${code} ${reason} (${clause})`.slice(0, DETAIL_LENGTH).toWellFormed(),
  };
}

export function failureOf(refusals: Refusals): Refused {
  return new Refused(refusals);
}
