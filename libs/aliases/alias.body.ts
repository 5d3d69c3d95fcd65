import { Flag, Key, Text } from '#wire/body-members.js';

/** An alias, recognised by its address (casemgr.md E-6). `queue` names one of the department; null takes its default. */
export class AliasBody {
  @Text(255)
  name?: string | null;

  @Key(255)
  emailAddress!: string;

  @Flag()
  active?: boolean | null;

  @Text(255)
  queue?: string | null;
}

/** An alias that names its department, because it is sent alone. */
export class DepartmentalAliasBody extends AliasBody {
  @Text(255)
  department?: string | null;
}
