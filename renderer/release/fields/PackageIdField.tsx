import type { AddonSummary } from '../../../preload/contract.ts';
import { parseOwnPackageId } from '../../../protocol/index.ts';
import { ask, bridge } from '../../bridge.ts';
import { Explain } from '../../help/Explain.tsx';
import { Field, TextBox } from '../../parts/form/Field.tsx';
import { sayError } from '../../stores/notices.ts';
import { addonDetails } from '../../stores/resources.ts';
import { changeSettings, useSettings } from '../../stores/settings.ts';
import { text } from '../../text/text.ts';
import { type ReleaseForm, typeField } from '../form/forms.ts';
import { explainFault, fieldFault } from '../form/shown-faults.ts';

const ID = 'release-packageId';

interface PackageIdProps {
  readonly form: ReleaseForm;
  readonly addon: AddonSummary;
}

/** The id belongs to the add-on, not to one release, so leaving the field keeps it in the add-on's project file. */
export function PackageIdField({ form, addon }: PackageIdProps) {
  const { target, model } = form;
  const fault = fieldFault(form, 'packageId', model.packageId);
  return (
    <Field
      id={ID}
      label={text.release.packageId}
      help={<Explain term="Package id" name={text.release.packageId} />}
      error={fault && explainFault(fault)}
      hint={text.release.packageIdHint}
    >
      <TextBox
        id={ID}
        literal
        value={model.packageId}
        invalid={fault !== undefined}
        onChange={(value) => typeField(target, 'packageId', value)}
        onLeave={() => void keepPackageId(addon, model.packageId)}
      />
    </Field>
  );
}

/** Asked once: the first id an author types says who that is, and the next suggestions begin with it. */
function rememberAuthor(partial: string): void {
  const [owner = ''] = partial.split('.');
  if (useSettings.getState().value?.author === '') void changeSettings({ author: owner });
}

export async function keepPackageId(addon: AddonSummary, typed: string): Promise<void> {
  const id = parseOwnPackageId(typed);
  if (!id.ok || id.value.partial === addon.packageId) return;
  rememberAuthor(id.value.partial);
  const details = await addonDetails.load({ addonId: addon.id });
  if (!details.ok) return;
  const project = { ...details.value.project, packageId: id.value.partial };
  const saved = await ask(bridge().addons.saveProject({ id: addon.id, project }));
  if (saved.ok) addonDetails.put({ addonId: addon.id }, saved.value);
  else sayError(text.release.couldNotKeep, saved.error);
}
