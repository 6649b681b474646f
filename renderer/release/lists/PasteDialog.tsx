import { Button } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import type { ListName } from '../../../protocol/index.ts';
import { classes } from '../../parts/classes.ts';
import { Field } from '../../parts/form/Field.tsx';
import fieldStyles from '../../parts/form/field.module.css';
import { Dialog } from '../../parts/layout/Dialog.tsx';
import { text } from '../../text/text.ts';
import type { FormRow } from '../form/model.ts';
import { parsePastedRows } from './paste.ts';

const t = text.release.paste;
const PROBLEMS_SHOWN = 5;

interface PasteProps {
  readonly list: ListName;
  readonly onClose: () => void;
  readonly onPaste: (rows: readonly FormRow[], replace: boolean) => void;
}

export function PasteDialog({ list, onClose, onPaste }: PasteProps) {
  const [typed, setTyped] = useState('');
  const id = useId();
  const { rows, problems, brokenJson } = useMemo(() => parsePastedRows(typed), [typed]);
  const empty = typed.trim() !== '' && rows.length === 0;
  const wrong = brokenJson ? t.notJson : empty ? t.nothing : undefined;
  const finish = (replace: boolean) => () => {
    onClose();
    onPaste(rows, replace);
  };
  return (
    <Dialog
      title={t.title(text.release.lists[list].title)}
      onClose={onClose}
      loses="typed"
      footer={
        <>
          <Button disabled={rows.length === 0} onClick={finish(true)}>
            {t.replace}
          </Button>
          <Button variant="filled" disabled={rows.length === 0} onClick={finish(false)}>
            {t.add(rows.length)}
          </Button>
        </>
      }
    >
      <Field id={id} label={t.label} hint={t.hint} error={wrong === undefined ? undefined : { sentence: wrong }}>
        <textarea
          id={id}
          className={classes(fieldStyles.input, fieldStyles.literal)}
          rows={10}
          spellCheck={false}
          value={typed}
          aria-describedby={`${id}-note`}
          placeholder={'xpkg/flywithlua.ng 2.8-\nopenscenery.library *'}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Field>
      <ul className={fieldStyles.note}>
        {problems.slice(0, PROBLEMS_SHOWN).map(({ line, content }) => (
          <li key={line}>{t.problem(line, content)}</li>
        ))}
      </ul>
    </Dialog>
  );
}
