import { at, hash, Random } from './random.ts';

export type PlainType = 'local' | 'toll_free' | 'mobile' | 'national' | 'shared_cost' | 'landline';

/** Numbers of one kind that no regulator gives to a subscriber: reserved for films, books and manuals. */
export interface NumberRange {
  readonly country: string;
  readonly type: PlainType;
  /** How many of a hundred numbers are of this kind. */
  readonly share: number;
  readonly prefixes: readonly string[];
  /** How many digits follow the prefix; every value of them is reserved. */
  readonly digits: number;
}

const us =
  '212 312 415 617 206 303 404 512 602 702 713 773 786 813 901 919 206 214 305 323 347 503 615 646 704 720 816 858 917 971';
const ca = '416 604 514 403 613 902 204 306 506 709 778 647 438 587 867';

function nanp(codes: string): string[] {
  return [...new Set(codes.split(' '))].map((code) => `+1${code}55501`);
}

function prefixed(country: string, prefixes: string): string[] {
  return prefixes.split(' ').map((prefix) => `+${country}${prefix}`);
}

/** Sources: NANPA 555-01XX, Ofcom, ACMA, Bundesnetzagentur and ARCEP lists of numbers for fiction. */
const ranges: readonly NumberRange[] = [
  { country: 'US', type: 'local', share: 38, prefixes: nanp(us), digits: 2 },
  { country: 'US', type: 'toll_free', share: 9, prefixes: nanp('800 833 844 855 866 877 888'), digits: 2 },
  { country: 'CA', type: 'local', share: 11, prefixes: nanp(ca), digits: 2 },
  {
    country: 'GB',
    type: 'local',
    share: 10,
    prefixes: prefixed('44', '2079460 1134960 1174960 1214960 1314960 1414960 1514960 1614960 2920180'),
    digits: 3,
  },
  {
    country: 'GB',
    type: 'mobile',
    share: 3,
    prefixes: ['+4477009001', '+4477009002', '+4477009003'],
    digits: 2,
  },
  { country: 'GB', type: 'national', share: 2, prefixes: ['+443069990'], digits: 3 },
  { country: 'GB', type: 'landline', share: 1, prefixes: ['+441632960'], digits: 3 },
  { country: 'GB', type: 'toll_free', share: 1, prefixes: ['+448081570'], digits: 3 },
  {
    country: 'DE',
    type: 'local',
    share: 8,
    prefixes: prefixed('49', '3023125 6990009 4066969 2214710 8999998'),
    digits: 3,
  },
  {
    country: 'AU',
    type: 'local',
    share: 5,
    prefixes: prefixed('61', '25550 27010 35550 37010 75550 77010 85550 87010'),
    digits: 4,
  },
  { country: 'AU', type: 'shared_cost', share: 1, prefixes: ['+6113009757'], digits: 2 },
  { country: 'AU', type: 'mobile', share: 1, prefixes: ['+614915701', '+614915702'], digits: 2 },
  {
    country: 'FR',
    type: 'local',
    share: 7,
    prefixes: prefixed('33', '19900 26191 35301 46571 53649'),
    digits: 4,
  },
  { country: 'FR', type: 'mobile', share: 3, prefixes: ['+33639980', '+33639981'], digits: 3 },
];

// Coprime to every capacity above, so a walk in these steps visits each number once, in no visible order.
const stride = 7919;

function capacity(range: NumberRange): number {
  return range.prefixes.length * 10 ** range.digits;
}

/** The `ordinal`-th number of a range. Two ordinals below the range's capacity never give the same number. */
function numberIn(range: NumberRange, seed: number, ordinal: number): string {
  const size = capacity(range);
  const place = ((hash(seed, range.country, range.type) % size) + ordinal * stride) % size;
  const line = String(Math.floor(place / range.prefixes.length)).padStart(range.digits, '0');
  return at(range.prefixes, place) + line;
}

/** Which range each of the account's numbers comes from: small arrays, so 100,000 numbers cost milliseconds. */
export class Allocation {
  readonly length: number;
  readonly #seed: number;
  readonly #range: Uint8Array;
  readonly #ordinal: Uint32Array;

  constructor(seed: number, length: number) {
    this.length = length;
    this.#seed = seed;
    this.#range = new Uint8Array(length);
    this.#ordinal = new Uint32Array(length);
    const random = new Random(seed, 'ranges');
    const used = ranges.map(() => 0);
    const weights = ranges.map((range, index) => [index, range.share] as const);
    for (let index = 0; index < length; index += 1) {
      const chosen = free(random.weighted(weights), used);
      this.#range[index] = chosen;
      this.#ordinal[index] = used[chosen] ?? 0;
      used[chosen] = (used[chosen] ?? 0) + 1;
    }
  }

  range(index: number): NumberRange {
    return at(ranges, this.#range[index] ?? 0);
  }

  phoneNumber(index: number): string {
    return numberIn(this.range(index), this.#seed, this.#ordinal[index] ?? 0);
  }
}

/** The wished range, or the next one that still has numbers: only a very large account gets there. */
function free(wish: number, used: readonly number[]): number {
  for (let step = 0; step < ranges.length; step += 1) {
    const index = (wish + step) % ranges.length;
    if ((used[index] ?? 0) < capacity(at(ranges, index))) return index;
  }
  throw new RangeError('No fictional numbers are left.');
}
