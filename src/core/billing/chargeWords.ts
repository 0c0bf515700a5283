import type { Breakdown, Coded } from './breakdown.ts';

/** Texts, each once, named by their place. */
class Words {
  readonly #codes = new Map<string, number>();
  readonly #all: string[] = [];

  /** Those known so far, in the order in which they came. */
  get all(): readonly string[] {
    return this.#all;
  }

  codes({ words, codes }: Coded): Codes {
    const own = words.map((word) => this.#codeOf(word));
    const coded = codesBelow(this.#all.length, codes.length);
    for (let at = 0; at < codes.length; at++) coded[at] = own[codes[at] ?? 0] ?? 0;
    return coded;
  }

  #codeOf(word: string): number {
    const known = this.#codes.get(word);
    if (known !== undefined) return known;
    const code = this.#all.push(word) - 1;
    this.#codes.set(word, code);
    return code;
  }
}

type Codes = Uint8Array | Uint16Array | Uint32Array;

/** The smallest that hold codes below `end`. */
function codesBelow(end: number, length: number): Codes {
  if (end <= 0x100) return new Uint8Array(length);
  return end <= 0x10000 ? new Uint16Array(length) : new Uint32Array(length);
}

/** What each number cost in one window, in codes of the words of the account: a place for each charge. */
export interface ChargePart {
  readonly words: ChargeWords;
  /** Empty when the API names none. */
  readonly currency: string;
  readonly count: number;
  readonly number: Codes;
  readonly type: Codes;
  readonly service: Codes;
  readonly costType: Codes;
  readonly cost: Codes;
  /** Numbers in the answer whose services cannot be read. */
  readonly unread: number;
}

/**
 * The words of all charges of an account. Every window names them by the same codes, so that a year keeps each number once
 * and a window can be added to others as it is.
 */
export class ChargeWords {
  readonly number = new Words();
  readonly type = new Words();
  readonly service = new Words();
  readonly costType = new Words();
  /** As JSON. */
  readonly cost = new Words();

  part({ currency, number, type, service, costType, cost, unread }: Breakdown): ChargePart {
    return {
      words: this,
      currency,
      count: number.codes.length,
      number: this.number.codes(number),
      type: this.type.codes(type),
      service: this.service.codes(service),
      costType: this.costType.codes(costType),
      cost: this.cost.codes(cost),
      unread,
    };
  }
}
