import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { text } from '../text/text.ts';
import type { DayCount } from './downloads-by-day.ts';
import styles from './versions.module.css';

interface ChartProps {
  readonly days: readonly DayCount[];
  readonly label: string;
}

export function DownloadsChart({ days, label }: ChartProps) {
  return (
    <div className={styles.chart} role="img" aria-label={label}>
      <ResponsiveContainer>
        <BarChart data={[...days]} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--lm-line)" />
          <XAxis dataKey="day" tickLine={false} stroke="var(--lm-line-strong)" />
          <YAxis allowDecimals={false} tickLine={false} axisLine={false} width={36} />
          <Tooltip
            cursor={{ fill: 'var(--lm-hover)' }}
            contentStyle={{ background: 'var(--lm-panel)', border: '1px solid var(--lm-line-strong)' }}
          />
          <Bar
            dataKey="downloads"
            name={text.versions.downloadsTitle}
            fill="var(--lm-accent)"
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
