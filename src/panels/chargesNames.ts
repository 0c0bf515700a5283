import { t } from '@vscode/l10n';
import { goneKey, noneKey, type Dimension } from '../core/billing/groups.ts';
import { visible } from '../core/model/text.ts';
import type { RowText } from '../core/protocol/charges.ts';
import { inWords } from '../core/resources/words.ts';
import { untoldKey } from '../core/state/numberTraits.ts';

export const headings: Readonly<Record<Dimension, () => string>> = {
  service: () => t('Service'),
  type: () => t('Type of number'),
  number: () => t('Number'),
  tag: () => t('Tag'),
  connection: () => t('Connection'),
  'billing-group': () => t('Billing group'),
};

const noneNames: Readonly<Record<Dimension, () => string>> = {
  service: () => t('(no name)'),
  type: () => t('(no type)'),
  number: () => t('(no number)'),
  tag: () => t('(no tags)'),
  connection: () => t('(no connection)'),
  'billing-group': () => t('(no billing group)'),
};

/** How people call groups of charges, and what a click on one does. */
export class GroupNames {
  readonly dimension: Dimension;
  readonly #nameOf: (key: string) => string | undefined;

  /** `nameOf`: what people call a connection or billing group. */
  constructor(dimension: Dimension, nameOf: (key: string) => string | undefined) {
    this.dimension = dimension;
    this.#nameOf = nameOf;
  }

  name(key: string): string {
    if (key === noneKey) return noneNames[this.dimension]();
    if (key === goneKey) return t('(not in this account now)');
    if (key === untoldKey) return t('(not told by Telnyx)');
    if (this.dimension === 'type') return visible(inWords(key) ?? key);
    return visible(this.#nameOf(key) ?? key);
  }

  opens(key: string): RowText['opens'] {
    if (this.dimension !== 'number') return 'below';
    return /^\+\d{4,}$/.test(key) ? 'number' : 'none';
  }

  row(key: string, cells: readonly string[]): RowText {
    return { key, label: this.name(key), cells, opens: this.opens(key) };
  }

  /** By name; each name is made once. */
  sorted<T extends { readonly key: string }>(groups: readonly T[], descending: boolean): readonly T[] {
    const named = groups.map((group) => ({ group, name: this.name(group.key) }));
    const by = this.dimension === 'number' ? digitByDigit : collator.compare;
    named.sort((one, other) => by(one.name, other.name) * (descending ? -1 : 1));
    return named.map(({ group }) => group);
  }
}

/** Numbers of one country stand together. */
const digitByDigit = (one: string, other: string) => (one < other ? -1 : one === other ? 0 : 1);
const collator = new Intl.Collator(undefined, { numeric: true });
