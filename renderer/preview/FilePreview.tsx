import { type ReactNode, useState } from 'react';
import type { FilePreview as Preview } from '../../preload/contract.ts';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { Facts } from '../parts/layout/Panel.tsx';
import { Scrollable } from '../parts/layout/Scrollable.tsx';
import { text } from '../text/text.ts';
import styles from './preview.module.css';
import { SafeHtml } from './SafeHtml.tsx';
import { TexturePicture } from './TexturePicture.tsx';

const t = text.preview;

interface FilePreviewProps {
  readonly name: string;
  readonly preview: Preview;
}

/** What one file shows, and what it says about itself. */
export function FilePreview({ name, preview }: FilePreviewProps) {
  return (
    <div className={styles.file}>
      <Body name={name} preview={preview} />
      <Facts facts={factsOf(preview)} />
    </div>
  );
}

function Body({ name, preview: { body, facts } }: FilePreviewProps) {
  switch (body.kind) {
    case 'text':
      return (
        <>
          <Scrollable className={styles.page} label={t.text(name)}>
            <pre className={styles.text}>{body.text}</pre>
          </Scrollable>
          {!body.isWhole && <Beginning letters={body.text} />}
        </>
      );
    case 'document':
      return (
        <>
          <Scrollable className={styles.page} label={t.text(name)}>
            <SafeHtml html={body.html} />
          </Scrollable>
          {!body.isWhole && <Beginning letters={body.html} />}
        </>
      );
    case 'picture':
      return (
        <Picture
          key={body.base64.length}
          label={t.picture(name)}
          source={`data:image/${body.type};base64,${body.base64}`}
          isWhole={body.isWhole}
        />
      );
    case 'pixels': {
      const isSmaller = facts.some(({ fact, value }) => fact === 'width' && value !== body.width);
      return (
        <>
          <TexturePicture label={t.picture(name)} width={body.width} height={body.height} base64={body.base64} />
          {isSmaller && <p className={styles.remark}>{t.smaller(formatCount(body.width), formatCount(body.height))}</p>}
        </>
      );
    }
    case 'none':
      return <p>{t.none[body.why]}</p>;
  }
}

function Beginning({ letters }: { readonly letters: string }) {
  return <p className={styles.remark}>{t.beginning(formatBytes(letters.length))}</p>;
}

interface PictureProps {
  readonly label: string;
  readonly source: string;
  readonly isWhole: boolean;
}

function Picture({ label, source, isWhole }: PictureProps) {
  const [failed, setFailed] = useState(false);
  if (failed) return <p>{t.none.damaged}</p>;
  return (
    <>
      <img src={source} alt={label} className={styles.picture} onError={() => setFailed(true)} />
      {!isWhole && <p className={styles.remark}>{t.cutOff}</p>}
    </>
  );
}

type Row = readonly [name: string, value: ReactNode];

function factsOf({ facts, body, sizeBytes }: Preview): readonly Row[] {
  const said = facts.flatMap(({ fact, value }): Row[] => {
    if (fact === 'height') return [];
    if (fact !== 'width') return [[t.facts[fact], factText(fact, value)]];
    const height = facts.find((other) => other.fact === 'height')?.value ?? 0;
    return [[t.facts.width, t.pixels(formatCount(Number(value)), formatCount(Number(height)))]];
  });
  const size: Row = [t.facts.size, formatBytes(sizeBytes)];
  return body.kind === 'text' ? [...said, [t.facts.encoding, t.encodings[body.encoding]], size] : [...said, size];
}

function factText(fact: Preview['facts'][number]['fact'], value: string | number): string {
  if (fact === 'smallerCopies' && value === 0) return t.noCopies;
  return typeof value === 'number' ? formatCount(value) : value;
}
