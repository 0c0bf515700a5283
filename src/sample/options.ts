/** The forms of `Retry-After` a 429 may carry; Telnyx documents none of them. */
export type RetryAfterForm = 'absent' | 'zero' | 'seconds' | 'date' | 'long';

/** Ways the real API may behave that nobody documents. Each is off unless the default says otherwise. */
export interface Variants {
  /** Answer `/v2/v2/…` as `/v2/…` instead of with 404 (D1). */
  readonly doubledV2Accepted: boolean;
  /** Leave `meta` out of every list. */
  readonly metaMissing: boolean;
  /** What `meta.total_pages` says for an empty list. */
  readonly emptyTotalPages: 0 | 1;
  /** Between two pages one row is added at the front, so rows repeat. */
  readonly rowsShift: boolean;
  /** Errors come without a body, as several areas allow. */
  readonly emptyErrors: boolean;
  /** The messaging service is down: operation 5 answers 503, or with the flag 200 and `errors` (D11). */
  readonly messagingProfilesDown: boolean;
  /** The account has no auto recharge: operations 34 and 35 answer 404. */
  readonly autoRechargeMissing: boolean;
  /** `filter[phone_number]` on jobs is enabled for the account (D9). */
  readonly jobPhoneNumberFilter: boolean;
  /** Jobs say which numbers failed, and never why. */
  readonly jobFailuresUnexplained: boolean;
  /** `filter[country_iso_alpha2]=US,CA` means both countries; otherwise it matches nothing. */
  readonly countryListSplit: boolean;
  /** For some seconds after its 202, operation 19 and whoever reads the number are told how it was before. */
  readonly emergencyToldLate: boolean;
  readonly retryAfter: RetryAfterForm;
}

export interface SampleKey {
  readonly key: string;
  /** How the key is called in the request log, where the key itself never appears. */
  readonly name: string;
  readonly billing: boolean;
}

export interface SampleSettings {
  /** Two accounts with the same seed, clock and number count are equal in every byte. */
  readonly seed: number;
  /** How many phone numbers the account owns, 0 to 150,000. */
  readonly numbers: number;
  readonly keys: readonly SampleKey[];
  /** Milliseconds since 1970. Jobs, provisioning and rate limits follow this clock and no other. */
  readonly now: () => number;
  /** Requests allowed per key in a window of milliseconds. */
  readonly rate: { readonly limit: number; readonly windowMs: number };
  /** How long a new job stays `pending`, how long each of its numbers takes (0: by size), and when it expires. */
  readonly jobs: {
    readonly startMs: number;
    readonly stepMs: number;
    readonly expireMs: number;
    /** How long after its making a job is listed and can be asked for; it works on all the same. For ever when left out. */
    readonly keepMs?: number;
  };
  /** How long emergency provisioning takes. */
  readonly emergencyMs: number;
  /** How long after the one before another webhook is delivered; 0 for never. */
  readonly deliveryMs: number;
  /** How long after a change its audit event becomes visible. */
  readonly auditDelayMs: number;
  readonly variants: Variants;
}

export type SampleOptions = Partial<Omit<SampleSettings, 'variants'>> & {
  readonly variants?: Partial<Variants>;
};

/** The key of the sample account, and a second one that may not see money. Neither opens anything real. */
export const defaultKeys: readonly SampleKey[] = [
  { key: 'KEY_SAMPLE_ACCOUNT', name: 'default', billing: true },
  { key: 'KEY_SAMPLE_NO_BILLING', name: 'no billing', billing: false },
];

const defaultVariants: Variants = {
  doubledV2Accepted: false,
  metaMissing: false,
  emptyTotalPages: 0,
  rowsShift: false,
  emptyErrors: false,
  messagingProfilesDown: false,
  autoRechargeMissing: false,
  jobPhoneNumberFilter: true,
  jobFailuresUnexplained: false,
  countryListSplit: true,
  emergencyToldLate: false,
  retryAfter: 'absent',
};

export const mostNumbers = 150_000;

export function settle(options: SampleOptions): SampleSettings {
  const numbers = options.numbers ?? 420;
  if (!Number.isInteger(numbers) || numbers < 0 || numbers > mostNumbers) {
    throw new RangeError(`numbers must be a whole number from 0 to ${mostNumbers}.`);
  }
  return {
    seed: 7,
    keys: defaultKeys,
    now: Date.now,
    rate: { limit: 10_000, windowMs: 60_000 },
    jobs: { startMs: 1500, stepMs: 0, expireMs: 3_600_000 },
    emergencyMs: 20_000,
    deliveryMs: 0,
    auditDelayMs: 20_000,
    ...options,
    numbers,
    variants: { ...defaultVariants, ...options.variants },
  };
}
