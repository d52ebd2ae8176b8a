import { cn } from "@/shared/lib/cn";

export interface SafeHtmlProps {
  /** Only what the server has sanitised: content, versions, previews. */
  html: string;
  /** Serif at reading size, for articles. */
  reading?: boolean;
  className?: string;
}

/** HTML from the server, which has sanitised it. Never for text that comes from anywhere else. */
export function SafeHtml({ html, reading = false, className }: SafeHtmlProps) {
  return <div className={cn("prose-ui min-w-0", reading && "prose-reading", className)} dangerouslySetInnerHTML={{ __html: html }} />;
}
