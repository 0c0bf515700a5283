import type { Person } from '../e2e/lib/person.ts';
import type { Scene } from './scene.ts';

async function opens({ sidebar, editors }: Person, section: string): Promise<void> {
  await sidebar.open();
  await sidebar
    .view('Numbers')
    .row(/^\+\d{8,}/)
    .choose('Edit Settings');
  await editors.form.locator(`[role=tab]:has-text("${section}")`).click();
}

/** The tabs of the form of a number beside its first. */
export const numberScenes: readonly Scene[] = [
  {
    name: 'number-voice',
    go: async (person) => {
      await opens(person, 'Voice');
      await person.editors.form.field('Translated number').waitFor();
    },
  },
  {
    name: 'number-emergency',
    go: async (person) => {
      await opens(person, 'Emergency');
      await person.editors.form.field('Emergency calling').waitFor();
    },
  },
];
