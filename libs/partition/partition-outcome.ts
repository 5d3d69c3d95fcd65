import type { AnswerTree } from '#wire/xml-writer.js';
import type { KindName } from './kinds/kind.js';

export type PartKind = KindName | 'settings' | 'customers';

export type Fate = 'created' | 'changed' | 'unchanged';

interface OutcomeItem {
  readonly kind: PartKind;
  readonly fate: Fate;
  readonly name: string;
  /** Tells apart items of one kind that have the same name, such as queues of two departments. */
  readonly qualifiedName: string;
  readonly id: string | undefined;
}

type NamedItem = Pick<OutcomeItem, 'name' | 'id'>;

/** What became of everything that a document named (runtime.md §4): the answer to PUT and PATCH. */
export class PartitionOutcome {
  private readonly itemsById = new Map<string, OutcomeItem>();

  /** An item that is changed after it was created, or named after it was changed, counts once. */
  add(item: OutcomeItem): void {
    const key = `${item.kind} ${item.id ?? item.name}`;
    const fate = this.itemsById.get(key)?.fate;
    this.itemsById.set(key, { ...item, fate: fate === undefined || fate === 'unchanged' ? item.fate : fate });
  }

  private get items(): OutcomeItem[] {
    return [...this.itemsById.values()];
  }

  /** Ids by kind and natural key, then the natural keys that were created, changed and left alone. */
  toTree(): AnswerTree {
    const ids = this.ids((items) => Object.fromEntries(items.map(({ name, id }) => [name, id])));
    return { ...ids, ...this.fates() };
  }

  /** The same for XML, where a natural key cannot be the name of an element. */
  toXmlTree(): AnswerTree {
    const ids = this.ids((items) => ({ item: items.map(({ name, id }) => ({ key: name, id })) }));
    return { ...ids, ...this.fates() };
  }

  private ids(toTree: (items: readonly NamedItem[]) => AnswerTree): Record<string, AnswerTree> {
    const kinds = this.byKind(({ id }) => id !== undefined);
    return Object.fromEntries(kinds.map(([kind, items]) => [kind, toTree(items)]));
  }

  private fates(): Record<Fate, AnswerTree> {
    const namesOf = (fate: Fate): AnswerTree => {
      const kinds = this.byKind((item) => item.fate === fate);
      return Object.fromEntries(kinds.map(([kind, items]) => [kind, items.map(({ name }) => name)]));
    };
    return { created: namesOf('created'), changed: namesOf('changed'), unchanged: namesOf('unchanged') };
  }

  private byKind(isWanted: (item: OutcomeItem) => boolean): [PartKind, NamedItem[]][] {
    const wanted = [...Map.groupBy(this.items.filter(isWanted), ({ kind }) => kind)];
    return wanted.map(([kind, items]) => [kind, this.named(kind, items)]);
  }

  private named(kind: PartKind, items: readonly OutcomeItem[]): NamedItem[] {
    const sameName = Map.groupBy(
      this.items.filter((item) => item.kind === kind),
      ({ name }) => name,
    );
    return items.map(({ name, qualifiedName, id }) => ({
      name: (sameName.get(name)?.length ?? 0) > 1 ? qualifiedName : name,
      id,
    }));
  }
}
