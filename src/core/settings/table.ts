import { bundle, bundleSection } from './bundle.ts';
import { emergency, emergencySection } from './emergency.ts';
import { general, generalSection } from './general.ts';
import { messaging, messagingSection } from './messaging.ts';
import type { Table } from './setting.ts';
import { voice, voiceSection } from './voice.ts';

/** THE TABLE: every setting of a number, in the order in which documents and forms show them. */
export const numberTable: Table = {
  primary: 'number',
  sections: [generalSection, voiceSection, messagingSection, emergencySection, bundleSection],
  settings: [...general, ...voice, ...messaging, ...emergency, ...bundle],
};
