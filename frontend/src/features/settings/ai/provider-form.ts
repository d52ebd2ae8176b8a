/** The form of a provider and what it sends. */
import { z } from "zod";

import type { Provider, ProviderFields, ProviderKind, ProviderName } from "../api/providers";

/** What each provider can do. */
const ABLE: Record<ProviderName, readonly ProviderKind[]> = {
  openai: ["chat", "images", "embeddings"],
  openai_compatible: ["chat", "images", "embeddings"],
  runware: ["images"],
  local: ["chat", "images", "embeddings"],
};

export function providersFor(kind: ProviderKind): ProviderName[] {
  return (Object.keys(ABLE) as ProviderName[]).filter((name) => ABLE[name].includes(kind));
}

const figure = (least: number, most: number, words: string) =>
  z
    .string()
    .trim()
    .refine((text) => text === "" || (Number.isFinite(toNumber(text)) && toNumber(text) >= least && toNumber(text) <= most), words);

export const providerForm = z
  .object({
    kind: z.enum(["chat", "images", "embeddings"]),
    function: z.string(),
    provider: z.enum(["openai", "openai_compatible", "runware", "local"]),
    base_url: z.string().trim(),
    api_key: z.string().trim(),
    removes_key: z.boolean(),
    model: z.string().trim().max(150, "At most 150 characters."),
    temperature: figure(0, 2, "A number from 0 to 2, or nothing."),
    max_tokens: figure(1, 1_000_000, "A whole number from 1 to 1,000,000, or nothing.").refine((text) => text === "" || Number.isInteger(toNumber(text)), "A whole number."),
    is_active: z.boolean(),
  })
  .superRefine((values, context) => {
    if (values.provider !== "openai_compatible") return;
    if (values.base_url === "") context.addIssue({ code: "custom", path: ["base_url"], message: "Enter the address of the endpoint." });
    if (values.model === "") context.addIssue({ code: "custom", path: ["model"], message: "Enter the name of the model." });
  });

export type ProviderValues = z.infer<typeof providerForm>;

function toNumber(text: string): number {
  return Number(text.replace(",", "."));
}

export function valuesOf(row: Provider | null): ProviderValues {
  return {
    kind: (row?.kind ?? "chat") as ProviderKind,
    function: row?.function ?? "",
    provider: (row?.provider ?? "openai") as ProviderName,
    base_url: row?.base_url ?? "",
    api_key: "",
    removes_key: false,
    model: row?.model ?? "",
    temperature: row?.temperature === null || row === null ? "" : String(row.temperature),
    max_tokens: row?.max_tokens === null || row === null ? "" : String(row.max_tokens),
    is_active: row?.is_active ?? true,
  };
}

/** An empty key means: leave the stored one as it is. */
export function fieldsOf(values: ProviderValues): ProviderFields {
  const isText = values.kind === "chat";
  return {
    provider: values.provider,
    base_url: values.provider === "openai_compatible" ? values.base_url : "",
    model: values.model,
    temperature: isText && values.temperature !== "" ? toNumber(values.temperature) : null,
    max_tokens: isText && values.max_tokens !== "" ? toNumber(values.max_tokens) : null,
    is_active: values.is_active,
    ...(values.api_key !== "" ? { api_key: values.api_key } : values.removes_key ? { api_key: "" } : {}),
  };
}

/** A stored key is not sent to another server than the one it was given for. */
export function needsKeyAgain(row: Provider | null, values: Pick<ProviderValues, "provider" | "base_url">): boolean {
  if (!row?.has_key) return false;
  return row.provider !== values.provider || (values.provider === "openai_compatible" && row.base_url !== values.base_url.trim().replace(/\/$/, ""));
}
