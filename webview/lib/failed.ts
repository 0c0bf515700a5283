import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit-html';
import type { FailureText, Repair } from '../../src/core/protocol/failure.ts';
import { failureBanner } from './pieces.ts';

const repairs: Readonly<Record<Repair, () => string>> = {
  'replace-key': () => t('Replace API Key…'),
  'check-account': () => t('Manage Accounts…'),
  'show-log': () => t('Show Log'),
};

/** A failure with its own way out, and with trying again. */
export function failed(
  failure: FailureText,
  { repair, retry }: { readonly repair: (way: Repair) => void; readonly retry: () => void },
): TemplateResult {
  const { repair: way } = failure;
  return failureBanner(failure, [
    ...(way
      ? [
          {
            label: repairs[way](),
            onClick: () => {
              repair(way);
            },
          },
        ]
      : []),
    { label: t('Retry'), onClick: retry },
  ]);
}
