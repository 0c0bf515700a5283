import { t } from '@vscode/l10n';
import { settingId, type Setting } from '../core/settings/setting.ts';

/** A sentence with the name of the setting it is about, for where it does not stand beside it. */
export function aboutSetting(setting: Setting | undefined, sentence: string): string {
  const label = setting?.label();
  return label === undefined || sentence.includes(label) ? sentence : t('{0}: {1}', label, sentence);
}

/** The same, by the setting's id; as it is where no setting is meant. */
export function aboutId(settings: readonly Setting[], id: string | undefined, sentence: string): string {
  return aboutSetting(
    settings.find((setting) => settingId(setting) === id),
    sentence,
  );
}
