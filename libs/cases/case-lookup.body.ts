import { ACTIVITY_TEXT_LENGTH } from '#activities/activity-filter.rules.js';
import { CASE_STATUSES, CASE_SUBSTATUSES } from '#activities/status-table.rules.js';
import { CustomAttributesBody } from '#configuration/custom-attributes.body.js';
import { Choice, Item, Text } from '#wire/body-members.js';
import { LONGEST_NAME, SEVERITIES } from './case-filter.rules.js';

class IdBody {
  @Text(20)
  id?: string | null;
}

class NameBody {
  @Text(LONGEST_NAME)
  name?: string | null;
}

class SubstatusBody {
  @Choice(CASE_SUBSTATUSES)
  value?: string | null;
}

class StatusBody {
  @Choice(Object.keys(CASE_STATUSES))
  value?: string | null;

  @Item(() => SubstatusBody)
  substatus?: SubstatusBody | null;
}

class SeverityBody {
  @Choice(SEVERITIES)
  value?: string | null;
}

/** Both ends belong to it; either may be left out. */
export class RangeBody {
  @Text(40)
  start?: string | null;

  @Text(40)
  end?: string | null;
}

/** What cases are looked up by (FIND-13); all that are given must match. */
export class CaseLookupBody {
  @Item(() => IdBody)
  customer?: IdBody | null;

  @Item(() => NameBody)
  department?: NameBody | null;

  @Item(() => StatusBody)
  status?: StatusBody | null;

  @Item(() => SeverityBody)
  severity?: SeverityBody | null;

  @Text(LONGEST_NAME)
  externalId?: string | null;

  @Text(LONGEST_NAME)
  label?: string | null;

  @Text(ACTIVITY_TEXT_LENGTH)
  text?: string | null;

  @Item(() => RangeBody)
  created?: RangeBody | null;

  @Item(() => RangeBody)
  lastModified?: RangeBody | null;

  @Item(() => RangeBody)
  lastClosed?: RangeBody | null;

  @Item(() => CustomAttributesBody)
  customAttributes?: CustomAttributesBody | null;
}
