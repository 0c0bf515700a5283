import { t } from '@vscode/l10n';
import type { TailState } from './tail.ts';

/** What a live tail does at the moment; undefined while it is off. */
export function tailWords(state: TailState): string | undefined {
  switch (state.phase) {
    case 'off':
      return undefined;
    case 'live':
      return t('Live');
    case 'paused':
      return t('Paused: view hidden');
    case 'failing':
      return state.failure.kind === 'offline'
        ? t('Offline, retrying')
        : t('Retrying: {0}', state.failure.sentence);
  }
}
