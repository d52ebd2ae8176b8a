import { operationWord } from "@/shared/lib/words";

interface PromptWord {
  label: string;
  explain: string;
}

const WRITING = "content.generate_content";
/** By the content type behind the colon; the function's name alone is the prompt of posts. */
const TEXTS: Readonly<Record<string, PromptWord>> = {
  post: { label: "Write posts", explain: "Articles of the blog, from tasks." },
  page: { label: "Write pages", explain: "Pages of the site outside the blog." },
  product: { label: "Write products", explain: "Descriptions of what is sold, with highlights and properties." },
  service: { label: "Write services", explain: "Pages about what is done for customers, with what is included and the steps." },
  category: { label: "Write category introductions", explain: "The short text above a list of posts or products." },
  taxonomy: { label: "Write tag pages", explain: "The short text above everything with one tag." },
};

/** The function a prompt belongs to: some functions have several prompts. */
export function functionOf(name: string): string {
  return name.split(":")[0] ?? name;
}

/** What a prompt is for, in words. */
export function promptWord(name: string): PromptWord {
  const fn = functionOf(name);
  const known = fn === WRITING ? TEXTS[name.slice(fn.length + 1) || "post"] : undefined;
  return known ?? operationWord(fn);
}
