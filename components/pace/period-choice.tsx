import { Select } from '#components/ui/field.tsx'

const periods = [
  { days: 7, label: 'Last 7 days' },
  { days: 30, label: 'Last 30 days' },
  { days: 365, label: 'Last year' },
]

/** Over how long to count. */
export function PeriodChoice({ days, onDays }: { days: number; onDays: (days: number) => void }) {
  return (
    <Select aria-label="Period" value={days} onChange={(event) => onDays(Number(event.target.value))}>
      {periods.map((period) => (
        <option key={period.days} value={period.days}>
          {period.label}
        </option>
      ))}
    </Select>
  )
}
