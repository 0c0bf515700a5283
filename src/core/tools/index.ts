import type { ToolName } from '../model/names.ts';
import { summarizeCharges } from './charges.ts';
import { explainDelivery } from './delivery.ts';
import { getJob } from './job.ts';
import { getNumber, listNumbers } from './numbers.ts';
import { proposeChanges } from './propose.ts';
import type { Tool } from './tool.ts';

/** Every tool for language models, by its name in the manifest. */
export const tools: Readonly<Record<ToolName, Tool>> = {
  telnyx_list_numbers: listNumbers,
  telnyx_get_number: getNumber,
  telnyx_get_job: getJob,
  telnyx_summarize_charges: summarizeCharges,
  telnyx_explain_delivery: explainDelivery,
  telnyx_propose_number_changes: proposeChanges,
};
