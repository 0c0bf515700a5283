import { workspace } from 'vscode';
import { checkBaseUrl, defaultBaseUrl, type BaseUrlCheck } from '../core/accounts/baseUrl.ts';
import { settings } from '../core/model/names.ts';

/** What a person may choose, within limits; a value that cannot be used gives way to the default. */
export interface Configuration {
  /** For new accounts. Refused values are not replaced: a key must not go where it was not meant to. */
  readonly baseUrl: BaseUrlCheck;
  /** Requests at once. */
  readonly concurrency: number;
  /** Milliseconds for one request, its answer included. */
  readonly deadline: number;
  /** Milliseconds until an unfinished job is looked at again. */
  readonly poll: number;
  /** Milliseconds until new webhook deliveries are looked for again. */
  readonly tail: number;
  /** Hosts besides this machine that a webhook may be sent again to. */
  readonly replayHosts: readonly string[];
  /** From how many numbers on a plan asks for their count to be typed. */
  readonly confirmFrom: number;
  /** Numbers in one job, at most 1,000. */
  readonly chunk: number;
  /** When the status bar shows the balance, and below which amount it is low. */
  readonly balance: { readonly when: 'low' | 'always' | 'never'; readonly low: number };
  /** Whether language models are told phone numbers without most of their digits. */
  readonly maskInTools: boolean;
  /** What is said about numbers and keys in files of the workspace. */
  readonly code: { readonly hover: boolean; readonly diagnostics: boolean; readonly keys: boolean };
  readonly startWithSampleAccount: boolean;
}

function whole(value: unknown, least: number, most: number, otherwise: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
  return Math.min(most, Math.max(least, Math.round(value)));
}

/** The value where it is one of these, else the first. */
function oneOf<T>(value: unknown, all: readonly [T, ...T[]]): T {
  return all.find((one) => one === value) ?? all[0];
}

/** The texts of a list; what is none is left out. */
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Reads the settings as they are now. */
export function readConfiguration(): Configuration {
  const read = (id: string): unknown => workspace.getConfiguration().get(id);
  const baseUrl = read(settings.baseUrl);
  return {
    baseUrl: checkBaseUrl(typeof baseUrl === 'string' ? baseUrl : defaultBaseUrl),
    concurrency: whole(read(settings.concurrency), 1, 16, 8),
    deadline: whole(read(settings.deadline), 5, 300, 30) * 1000,
    poll: whole(read(settings.pollSeconds), 2, 300, 3) * 1000,
    tail: whole(read(settings.tailSeconds), 2, 300, 5) * 1000,
    replayHosts: texts(read(settings.replayHosts)),
    confirmFrom: whole(read(settings.confirmAbove), 0, 100_000, 100) + 1,
    chunk: whole(read(settings.chunkSize), 1, 1000, 1000),
    balance: {
      when: oneOf(read(settings.balanceWhen), ['low', 'always', 'never']),
      low: whole(read(settings.balanceLow), 0, 1_000_000, 10),
    },
    maskInTools: read(settings.maskInTools) !== false,
    code: {
      hover: read(settings.codeHover) !== false,
      diagnostics: read(settings.codeDiagnostics) === true,
      keys: read(settings.codeKeys) !== false,
    },
    startWithSampleAccount: read(settings.startWithSampleAccount) === true,
  };
}
