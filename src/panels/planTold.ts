import { t } from '@vscode/l10n';
import type { FilterKey, Note, PlanState, Way, WayText } from '../core/protocol/plan.ts';
import type { Failure } from '../core/telnyx/failure.ts';

/** What the page tells around the lines of a plan. */
export type Told = Pick<PlanState, 'head' | 'notes' | 'reading' | 'run' | 'applied' | 'ways' | 'filters'>;

export function failureNote({ sentence, wayOut }: Failure): Note {
  const repair: Partial<Record<Failure['wayOut'], WayText>> = {
    'replace-key': { way: 'replace-key', label: t('Replace API Key…') },
    'check-account': { way: 'check-account', label: t('Manage Accounts…') },
    'show-log': { way: 'show-log', label: t('Show Log') },
  };
  const own = repair[wayOut];
  return {
    tone: 'error',
    sentence,
    ways: [...(own ? [own] : []), { way: 'reload', label: t('Look Again') }],
  };
}

export interface Filter {
  readonly key: FilterKey;
  readonly label: string;
  readonly count: number;
}

/** Filters that would show nothing are left out. */
export const used = (all: number, filters: readonly Filter[]): readonly Filter[] => [
  { key: 'all', label: t('All'), count: all },
  ...filters.filter(({ count }) => count > 0),
];

export const way = (name: Way, label: string, more: Pick<WayText, 'primary' | 'busy'> = {}): WayText => ({
  way: name,
  label,
  ...more,
});
