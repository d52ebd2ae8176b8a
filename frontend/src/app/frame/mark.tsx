/** The product's sign: a spark that becomes a page. */
export function Mark() {
  return <img src="/favicon.svg" alt="" width={20} height={20} className="size-5" />;
}
