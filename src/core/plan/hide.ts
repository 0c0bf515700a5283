import { t } from '@vscode/l10n';
import type { Failure } from '../telnyx/failure.ts';
import { secretMask, settingId, type Table, type Values } from '../settings/setting.ts';
import type { Step } from './route.ts';
import type { Ending } from './run.ts';

/** Keeps secrets out of what is written down: their values in plans, and their echo in what a server says. */
export class Hiding {
  readonly #ids: ReadonlySet<string>;
  readonly #secrets = new Set<string>();
  readonly #masked = new Map<Values, Values>();

  constructor(table: Table) {
    this.#ids = new Set(table.settings.filter(({ type }) => type.kind === 'secret').map(settingId));
  }

  /** The same steps, every secret replaced by its mask; equal values stay one object. */
  *steps(steps: readonly Step[]): Generator<Step> {
    for (const step of steps)
      yield {
        ...step,
        rows: step.rows.map(({ number, before, mine }) => ({
          number,
          before: this.values(before),
          mine: this.values(mine),
        })),
      };
  }

  values(values: Values): Values {
    const known = this.#masked.get(values);
    if (known) return known;
    const secret = Object.keys(values).filter((id) => this.isSecret(id, values));
    if (secret.length === 0) return values;
    for (const id of secret) this.#secrets.add(String(values[id]));
    const masked = { ...values, ...Object.fromEntries(secret.map((id) => [id, secretMask])) };
    this.#masked.set(values, masked);
    return masked;
  }

  /** A sentence in which no secret stands that this plan knows. */
  text(sentence: string): string {
    return [...this.#secrets].reduce((shown, secret) => shown.replaceAll(secret, '***'), sentence);
  }

  private isSecret(id: string, values: Values): boolean {
    return this.#ids.has(id) && values[id] !== null && values[id] !== secretMask;
  }
}

/** Whether a value was a secret that is kept nowhere. */
export const isLost = (values: Values): boolean => Object.values(values).includes(secretMask);

/** An ending before it is written down. `theirs`: its sentence is the server's, which may repeat what was sent. */
export type Said = Ending & { readonly theirs?: boolean };

/** A row of a step and what became of it. */
export type Told = readonly [row: number, ending: Said];

/** Stands for what a server said where nobody can tell any more whether a secret is in it. */
export const leftOut = (): string =>
  t('What Telnyx said is left out here, since it may repeat the secret that was sent.');

/** Whether the sentence of a failure holds words of the server. */
export const isTheirs = ({ faults }: Failure): boolean => faults.length > 0;
