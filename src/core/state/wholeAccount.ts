import type { NumberIndex } from '../find/numberIndex.ts';
import type { Family } from '../find/family.ts';
import type { Door } from '../telnyx/door.ts';
import type { FamilyList, Intake } from './intake.ts';
import { MobileList } from './mobileList.ts';
import { PaymentMethods } from './paymentMethods.ts';
import type { Far } from './reading.ts';
import { WholeList } from './wholeList.ts';

export interface WholeAccountParts {
  readonly door: Door;
  /** For sentences about the connection. */
  readonly host: string;
  readonly index: NumberIndex;
  readonly numbers: FamilyList & { readonly intake: Intake };
  /** Absent where the account is not asked for mobile numbers. */
  readonly mobile: (FamilyList & { readonly intake: Intake }) | undefined;
}

/** Everything that numbers are found by: both lists, side by side, and what neither of them tells. */
export class WholeAccount {
  readonly #index: NumberIndex;
  readonly #numbers: WholeList;
  readonly #mobile: MobileList | undefined;
  readonly #payment: PaymentMethods;

  constructor({ numbers, mobile, ...parts }: WholeAccountParts) {
    this.#index = parts.index;
    this.#numbers = new WholeList({ ...parts, ...numbers });
    this.#mobile = mobile && new MobileList({ ...parts, ...mobile });
    this.#payment = new PaymentMethods(parts.door, parts.index);
  }

  /** What may be missing all the same, as sentences. */
  get warnings(): readonly string[] {
    // Where the numbers themselves could not be read, that is told, and there is nothing beside it.
    const mobile = this.#numbers.lacks ? [] : this.#mobile?.warnings;
    return [...new Set([...this.#numbers.warnings, ...(mobile ?? [])])];
  }

  /** Whether something that was asked for is not there. */
  get lacks(): boolean {
    return this.#numbers.lacks || (this.#mobile?.lacks ?? false) || this.#payment.lacks;
  }

  wantPayment(): void {
    this.#payment.want();
  }

  /** All of a family is to be read again. */
  forget(family: Family): void {
    if (family === 'mobile') {
      this.#mobile?.forget();
      return;
    }
    this.#numbers.forget();
    this.#payment.forget();
  }

  /** What failed is to be tried again. */
  retry(): void {
    this.#mobile?.retry();
  }

  /**
   * Reads what is lacking. What came before a stop or a failure stays.
   *
   * @throws Failure
   */
  async read(signal: AbortSignal, onFar: (far: Far) => void): Promise<void> {
    const far: Record<Family, Far | undefined> = {
      numbers: this.#numbers.lacks ? undefined : this.#countOf('numbers'),
      mobile: this.#mobile?.lacks ? undefined : this.#countOf('mobile'),
    };
    const tell = (family: Family) => (own: Far) => {
      far[family] = own;
      onFar(together(far.numbers, far.mobile));
    };
    await Promise.all([
      this.#numbers.read(signal, tell('numbers')),
      this.#mobile?.read(signal, tell('mobile')).then(() => {
        // Also where it failed: it is told beside what is found, and nothing more comes.
        tell('mobile')(this.#countOf('mobile'));
      }),
    ]);
    if (!signal.aborted) await this.#payment.read(signal);
  }

  /**
   * Reads one number again; one that is gone leaves the index.
   *
   * @throws Failure
   */
  async reread(family: Family, id: string, signal: AbortSignal): Promise<void> {
    await (family === 'mobile' ? this.#mobile : this.#numbers)?.reread(id, signal);
  }

  /**
   * Reads again how these numbers are paid for, where that was asked for.
   *
   * @throws Failure
   */
  rereadPayment(ids: readonly string[], signal: AbortSignal): Promise<void> {
    return this.#payment.reread(ids, signal);
  }

  #countOf(family: Family): Far {
    const count = this.#index.countOf(family);
    return { searched: count, total: count };
  }
}

/** How far both have come; how many there are is not known before both have told. */
function together(one: Far | undefined, other: Far | undefined): Far {
  const searched = (one?.searched ?? 0) + (other?.searched ?? 0);
  const known = one?.total !== undefined && other?.total !== undefined;
  return { searched, ...(known && { total: (one.total ?? 0) + (other.total ?? 0) }) };
}
