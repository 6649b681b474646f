import { PLATFORM_NAMES, PLATFORMS } from '../../../protocol/index.ts';
import { Explain } from '../../help/Explain.tsx';
import { Choice, Choices } from '../../parts/form/Choices.tsx';
import { GroupField } from '../../parts/form/Field.tsx';
import { platformsText } from '../../parts/platforms.ts';
import { text } from '../../text/text.ts';
import { type ReleaseForm, typeField } from '../form/forms.ts';
import { explainFault, fieldFault } from '../form/shown-faults.ts';
import styles from '../release.module.css';

const t = text.release.platforms;

export function PlatformsField({ form }: { readonly form: ReleaseForm }) {
  const { target, model, start } = form;
  const fault = fieldFault(form, 'platforms', 'chosen');
  const agrees = PLATFORMS.every((platform) => model.platforms[platform] === start.detectedPlatforms[platform]);
  return (
    <GroupField
      id="release-platforms"
      label={t.label}
      help={<Explain term="Platforms" name={t.label} />}
      error={fault && explainFault(fault)}
      hint={agrees ? t.asFound : <Disagreement form={form} />}
    >
      <Choices>
        {PLATFORMS.map((platform) => (
          <Choice
            key={platform}
            type="checkbox"
            checked={model.platforms[platform]}
            onChange={() =>
              typeField(target, 'platforms', { ...model.platforms, [platform]: !model.platforms[platform] })
            }
          >
            {PLATFORM_NAMES[platform]}
          </Choice>
        ))}
      </Choices>
    </GroupField>
  );
}

function Disagreement({ form: { target, start } }: { readonly form: ReleaseForm }) {
  return (
    <span className={styles.warn}>
      {t.disagree(platformsText(start.detectedPlatforms))}{' '}
      <button
        type="button"
        className={styles.suggestion}
        onClick={() => typeField(target, 'platforms', start.detectedPlatforms)}
      >
        {t.useFound}
      </button>
    </span>
  );
}
