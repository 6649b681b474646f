import { ActionIcon, Button } from '@mantine/core';
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLanguage } from '../../format/language.ts';
import { classes } from '../../parts/classes.ts';
import { useOpenDialogs } from '../../parts/layout/open-dialogs.ts';
import { Code } from '../../parts/signs/Chip.tsx';
import { dismissNotice, type ShownNotice, useNotices } from '../../stores/notices.ts';
import { goTo } from '../../stores/place.ts';
import { useSubmissions } from '../../stores/submissions.ts';
import { describeSubmission } from '../../submissions/describe.ts';
import { text } from '../../text/text.ts';
import styles from './frame.module.css';

const SHOWN_MS = { info: 6000, success: 6000 } as const;
const WITH_ACTION_MS = 12_000;

const LOOKS = {
  info: [Info, styles.info],
  success: [CircleCheck, styles.success],
  warning: [TriangleAlert, styles.warning],
  error: [CircleAlert, styles.failure],
} as const;

/**
 * Good news goes by itself, unless somebody reads it; what needs doing stays until it is dismissed. They stand in the
 * dialog that is open: outside of it they could be neither pressed nor heard.
 */
export function Notices() {
  const shown = useNotices((state) => state.shown);
  const dialog = useOpenDialogs(({ open }) => open.at(-1));
  const region = (
    <section className={styles.notices} aria-label={text.frame.notices.region} aria-live="polite">
      {shown.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
  return dialog ? createPortal(region, dialog) : region;
}

function NoticeCard({ notice }: { readonly notice: ShownNotice }) {
  const { id, level, action } = notice;
  const { title, says } = useWords(notice);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || level === 'warning' || level === 'error') return;
    const timer = setTimeout(() => dismissNotice(id), action ? WITH_ACTION_MS : SHOWN_MS[level]);
    return () => clearTimeout(timer);
  }, [held, level, id, action]);
  const [Icon, colour] = LOOKS[level];
  return (
    <article
      className={styles.notice}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size="1.0625rem" className={classes(styles.icon, colour)} aria-hidden="true" />
      <div className={styles.noticeText}>
        <p className={styles.noticeTitle}>{title}</p>
        {says !== '' && <p>{says}</p>}
        {notice.code !== undefined && <Code>{notice.code}</Code>}
        <NoticeLinks notice={notice} />
      </div>
      <ActionIcon aria-label={text.common.dismiss} onClick={() => dismissNotice(id)} size="sm">
        <X size="0.875rem" aria-hidden="true" />
      </ActionIcon>
    </article>
  );
}

// Main tells in English how a release ended; in another language the page says it as its own screens do.
function useWords({ title, text: says, fromMain, submissionId }: ShownNotice) {
  const inEnglish = useLanguage(({ language }) => language === 'en');
  const ended = useSubmissions(({ byId }) => (submissionId === undefined ? undefined : byId[submissionId]));
  if (inEnglish || !fromMain || !ended) return { title, says };
  const { label, sentence } = describeSubmission(ended, undefined, Date.now());
  return { title: `${ended.addonName} ${ended.version}: ${label}`, says: sentence };
}

function NoticeLinks({ notice: { id, action, addonId, submissionId, releaseId } }: { readonly notice: ShownNotice }) {
  const inDialog = useOpenDialogs(({ open }) => open.length > 0);
  const follow = (run: () => void) => () => {
    dismissNotice(id);
    run();
  };
  if (action) return <Button onClick={follow(action.run)}>{action.label}</Button>;
  // It would take what was typed there away.
  if (inDialog) return undefined;
  if (submissionId !== undefined) {
    return <Button onClick={follow(() => goTo({ screen: 'activity', submissionId }))}>{text.common.open}</Button>;
  }
  if (releaseId !== undefined) {
    return <Button onClick={follow(() => goTo({ screen: 'activity' }))}>{text.common.open}</Button>;
  }
  if (addonId === undefined) return undefined;
  return (
    <Button onClick={follow(() => goTo({ screen: 'addon', addonId, tab: 'contents' }))}>{text.common.open}</Button>
  );
}
