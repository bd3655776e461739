// What Node 18 and 20 lack of the standard library and the checkers use. Nothing is touched where it is there.

function add(owner, name, value) {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true })
}

add(Array.prototype, 'toSorted', function toSorted(compare) {
  return [...this].sort(compare)
})
add(Array.prototype, 'toReversed', function toReversed() {
  return [...this].reverse()
})
add(Map, 'groupBy', function groupBy(items, keyOf) {
  const groups = new Map()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
})
add(Object, 'groupBy', function groupBy(items, keyOf) {
  const groups = Object.create(null)
  let index = 0
  for (const item of items) (groups[keyOf(item, index++)] ??= []).push(item)
  return groups
})
