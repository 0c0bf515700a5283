import { t } from '@vscode/l10n';
import type { Sent } from './replayText.ts';

/** Sends that are remembered, and bytes of their answers; older ones are forgotten. */
const mostSends = 20;
const mostBytes = 5_000_000;

const bytesOf = ({ steps }: Sent) =>
  steps.reduce((sum, { received }) => sum + (received?.body.length ?? 0), 0);

/** As many of these sends as are remembered, the newest first; the newest always. */
export function remembered(sends: readonly Sent[]): readonly Sent[] {
  let bytes = 0;
  const beyond = sends.findIndex((sent, at) => {
    bytes += bytesOf(sent);
    return at > 0 && (at >= mostSends || bytes > mostBytes);
  });
  return beyond < 0 ? sends : sends.slice(0, beyond);
}

export const rememberedWords = () =>
  t(
    'The last {0} sends are listed, up to {1} MB of answers, until this tab is closed or the window reloads.',
    mostSends,
    mostBytes / 1_000_000,
  );
