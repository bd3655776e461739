/** −0.03, with so many digits behind the point and a minus as wide as a plus; what rounds to nothing has no sign. */
export function decimals(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^-(?=[0.]+$)/, '').replace('-', '−')
}
