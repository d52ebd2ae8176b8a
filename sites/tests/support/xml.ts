import { SaxesParser } from "saxes";

/** Texts of all elements of a name in a namespace-aware, well-formed XML document; throws where it is not well-formed. */
export function xmlTexts(source: string, name: string): string[] {
  const found: string[] = [];
  const stack: { name: string; text: string }[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    stack.push({ name: tag.name, text: "" });
  });
  const add = (text: string) => {
    const top = stack.at(-1);
    if (top) top.text += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => {
    const closed = stack.pop();
    if (closed?.name === name) found.push(closed.text);
  });
  parser.write(source).close();
  return found;
}
