/**
 * The same function, but worked out only once for each object that it is asked of. For what follows from a policy or
 * from answers alone: neither ever changes.
 */
export function oncePer<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = work(key);
      known.set(key, value);
    }
    return value;
  };
}

/**
 * The same function, but not worked out again for the two pairs of objects that it was asked of last. For what is asked
 * several times in a row and then never more: to remember everything would cost more than it saves. What was asked last
 * stays in memory until others ask.
 */
export function onceInARow<One extends object, Other extends object, Value>(
  work: (one: One, other: Other) => Value,
): (one: One, other: Other) => Value {
  type Asked = { readonly one: One; readonly other: Other; readonly value: Value };
  let last: Asked | null = null;
  let former: Asked | null = null;
  return (one, other) => {
    if (last?.one === one && last.other === other) return last.value;
    if (former?.one === one && former.other === other) return former.value;
    former = last;
    last = { one, other, value: work(one, other) };
    return last.value;
  };
}
