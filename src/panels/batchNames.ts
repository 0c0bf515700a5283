import { t } from '@vscode/l10n';
import { grouped } from '../core/model/text.ts';
import type { NumberName } from '../core/plan/plan.ts';

/** Some numbers by name, and how many more. */
export function namesOf(numbers: readonly NumberName[], most = 5): string {
  const names = numbers.slice(0, most).map(({ phoneNumber }) => phoneNumber);
  const rest = numbers.length - names.length;
  return rest > 0 ? t('{0} and {1} more', names.join(', '), grouped(rest)) : names.join(', ');
}
