/** What `work` comes to, or an error when it takes longer than `limitMs` milliseconds; the work itself goes on. */
export async function within<Value>(
  limitMs: number,
  work: Promise<Value>,
  message = `no answer within ${limitMs} ms`,
): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(message));
  }, limitMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
