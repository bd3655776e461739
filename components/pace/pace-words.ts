import { formatNumber, formatPercent } from '#components/ui/format.ts'
import type { Pace, Share } from '#lib/review/pace/contract.ts'

/** "3.2 s", or a dash where too little is known. */
export function seconds(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(1)} s`
}

/** "2.9 to 3.6 s". */
export function secondsInterval(interval: [number, number] | null): string {
  return interval === null ? '' : `${interval[0].toFixed(1)} to ${interval[1].toFixed(1)} s`
}

export function shareInWords(share: Share | null): string {
  return share === null ? '–' : formatPercent(share.share)
}

export function shareInterval(share: Share | null): string {
  return share === null ? '' : `${formatPercent(share.interval[0])} to ${formatPercent(share.interval[1])}`
}

export function perHour({ perHour: rate }: Pick<Pace, 'perHour'>): string {
  return rate === null ? '–' : formatNumber(Math.round(rate))
}
