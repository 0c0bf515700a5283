import { t } from '@vscode/l10n';
import { grouped } from '../model/text.ts';
import {
  secretMask,
  settingId,
  type Setting,
  type Table,
  type Value,
  type Values,
} from '../settings/setting.ts';
import { lastingOf, type Lasting } from './facts.ts';
import { Interner } from './interner.ts';
import type { Ledger } from './ledger.ts';
import type { NumberName, Wish } from './plan.ts';
import type { Again } from './plans.ts';
import type { Restored, Source } from './proposal.ts';
import { wayBackOf } from './restored.ts';
import type { StepRow } from './route.ts';
import type { Became, Ending } from './run.ts';
import { mayHaveChanged } from './touched.ts';

const words: Readonly<Record<Lasting, (count: number) => string>> = {
  deletion: (count) =>
    count === 1
      ? t('1 deleted number cannot be brought back.')
      : t('{0} deleted numbers cannot be brought back.', grouped(count)),
  secret: (count) =>
    count === 1
      ? t('The PIN of 1 number is kept nowhere: set it anew.')
      : t('The PINs of {0} numbers are kept nowhere: set them anew.', grouped(count)),
  untold: (count) =>
    count === 1
      ? t('Telnyx does not tell what was set before on 1 number.')
      : t('Telnyx does not tell what was set before on {0} numbers.', grouped(count)),
  unclearable: (count) =>
    count === 1
      ? t('A setting of 1 number was none before, and Telnyx offers no way back to none.')
      : t('A setting of {0} numbers was none before, and Telnyx offers no way back to none.', grouped(count)),
};

interface Kind {
  readonly source: Source;
  readonly title: string;
  readonly restores?: Restored;
  /** Whether it is about a request that came to this. */
  readonly isMeant: (ending: Ending) => boolean;
  /** Which way: back to what was, or once more to what was wished. */
  readonly back: boolean;
}

/** What would take a run back: only what it changed, or may have changed. What others changed since becomes a conflict. */
export function undoOf(ledger: Ledger, table: Table): Again {
  const restores = wayBackOf(ledger.head);
  const title = restores.again ? t('Redo: {0}', restores.title) : t('Undo: {0}', restores.title);
  return again(ledger, table, { source: 'undo', title, restores, isMeant: mayHaveChanged, back: true });
}

/** What would try once more what has become one of these. */
export function retryOf(ledger: Ledger, table: Table, title: string, became: readonly Became[]): Again {
  const isMeant = (ending: Ending) => became.includes(ending.became);
  const { restores } = ledger.head;
  return again(ledger, table, {
    source: 'retry',
    title,
    ...(restores && { restores }),
    isMeant,
    back: false,
  });
}

function again(ledger: Ledger, table: Table, kind: Kind): Again {
  const settings = new Map(table.settings.map((setting) => [settingId(setting), setting]));
  const interner = new Interner();
  const wishes: Wish[] = [];
  const deletions: NumberName[] = [];
  const cannot = new Map<Lasting, number>();
  for (const { number, parts } of ledger.numbers()) {
    const kinds = new Set<Lasting>();
    const [base, mine]: [Record<string, Value>, Record<string, Value>] = [{}, {}];
    for (const { step, row } of parts) {
      const one = step.step.rows[row];
      const ending = step.ending(row);
      if (!one || !kind.isMeant(ending)) continue;
      if (Object.keys(one.mine).length === 0) {
        if (kind.back) kinds.add('deletion');
        else deletions.push(number);
      }
      const leftBehind: Values = { ...one.mine, ...withdrawn(one), ...ending.kept };
      for (const id of Object.keys(kind.back ? leftBehind : one.mine)) {
        const side = kind.back ? back(settings.get(id), one.before[id]) : once(one.mine[id]);
        if (typeof side === 'string') kinds.add(side);
        else {
          mine[id] = side.value;
          const seen = kind.back ? leftBehind[id] : one.before[id];
          if (seen !== undefined && seen !== secretMask) base[id] = seen;
        }
      }
    }
    for (const one of kinds) cannot.set(one, (cannot.get(one) ?? 0) + 1);
    if (Object.keys(mine).length > 0)
      wishes.push({ number, base: interner.intern(base), mine: interner.intern(mine) });
  }
  return {
    proposal: {
      source: kind.source,
      family: ledger.head.family,
      of: ledger.head.id,
      ...(kind.restores && { restores: kind.restores }),
      title: kind.title,
      wishes,
      deletions,
    },
    cannot: [...cannot].map(([why, numbers]) => ({ numbers, sentence: words[why](numbers) })),
  };
}

const [enabled, address] = ['emergency.emergency_enabled', 'emergency.emergency_address_id'] as const;

/** Switching emergency calling off takes the address away, and nothing switches it on again without one. */
function withdrawn({ before, mine }: StepRow): Values {
  const isOff = before[enabled] === true && mine[enabled] === false;
  return isOff && typeof before[address] === 'string' ? { [address]: null } : {};
}

type Side = { readonly value: Value } | Lasting;

function back(setting: Setting | undefined, before: Values[string] | undefined): Side {
  if (!setting) return 'untold';
  const lasting = lastingOf(setting, before);
  return lasting ?? (before === undefined ? 'untold' : { value: before });
}

function once(wish: Value | undefined): Side {
  return wish === undefined || wish === secretMask ? 'secret' : { value: wish };
}
