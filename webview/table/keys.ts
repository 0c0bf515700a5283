import type { HowToChoose } from '../../src/core/protocol/table.ts';

/** Where a key moves: lines, pages of lines, or to an end. */
export type Step = { readonly lines: number } | { readonly pages: number } | 'first' | 'last';

/** What a key means in the grid; undefined for one that means nothing there. */
type Key =
  | { readonly does: 'move'; readonly to: Step; readonly how: HowToChoose | undefined }
  /** Towards the end of the line for 1, whatever the direction of writing. */
  | { readonly does: 'side'; readonly step: 1 | -1 }
  | { readonly does: 'choose'; readonly how: HowToChoose }
  | { readonly does: 'all' | 'none' | 'open' | 'copy' | 'search' };

const moves: Readonly<Record<string, Step>> = {
  ArrowDown: { lines: 1 },
  ArrowUp: { lines: -1 },
  PageDown: { pages: 1 },
  PageUp: { pages: -1 },
  Home: 'first',
  End: 'last',
};

export function keyOf(event: KeyboardEvent): Key | undefined {
  const { key, shiftKey } = event;
  if (event.altKey) return undefined;
  const more = event.ctrlKey || event.metaKey;
  const to = moves[key];
  if (to !== undefined)
    return { does: 'move', to, how: shiftKey ? (more ? 'range-too' : 'range') : more ? undefined : 'only' };
  if (key === ' ') return { does: 'choose', how: shiftKey ? 'range' : 'toggle' };
  if (more && !shiftKey) return withControl(key.toLowerCase());
  return more || shiftKey ? undefined : plain(key);
}

function withControl(key: string): Key | undefined {
  if (key === 'a') return { does: 'all' };
  if (key === 'c') return { does: 'copy' };
  return key === 'f' ? { does: 'search' } : undefined;
}

function plain(key: string): Key | undefined {
  const forth = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  if (key === 'ArrowLeft' || key === 'ArrowRight') return { does: 'side', step: key === forth ? 1 : -1 };
  if (key === 'Enter') return { does: 'open' };
  return key === 'Escape' ? { does: 'none' } : undefined;
}
