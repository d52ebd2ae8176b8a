import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check, Plus, Search } from "lucide-react";
import { type ReactNode, useId, useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { useDebounced } from "@/shared/hooks/use-debounced";
import { cn } from "@/shared/lib/cn";

import { itemLook } from "./float-look";

export interface ComboOption {
  value: string;
  label: string;
  description?: ReactNode;
  /** Other words it is found by. */
  keywords?: string[];
  disabled?: boolean;
}

export interface ComboSource {
  /** All of them, filtered here. */
  options?: readonly ComboOption[] | undefined;
  /** Or asked from the server as one types. */
  search?: ((text: string) => Promise<readonly ComboOption[]>) | undefined;
}

export interface ComboFound {
  options: readonly ComboOption[];
  text: string;
  setText: (text: string) => void;
  isSearching: boolean;
  error: Error | null;
  isRemote: boolean;
}

const TYPING_MS = 200;

/** The options of a list: those given, or those the server finds for what is typed. */
export function useComboOptions({ options, search, isOpen }: ComboSource & { isOpen: boolean }): ComboFound {
  const id = useId();
  const [text, setText] = useState("");
  const asked = useDebounced(text.trim(), TYPING_MS);
  const query = useQuery({
    queryKey: ["combobox", id, asked],
    queryFn: async () => (await search?.(asked)) ?? [],
    enabled: isOpen && search !== undefined,
    placeholderData: keepPreviousData,
  });
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (wasOpen !== isOpen) {
    setWasOpen(isOpen);
    if (isOpen) setText("");
  }
  return {
    options: search === undefined ? (options ?? []) : (query.data ?? []),
    text,
    setText,
    isSearching: search !== undefined && (query.isFetching || asked !== text.trim()),
    error: query.error,
    isRemote: search !== undefined,
  };
}

interface ComboListProps {
  found: ComboFound;
  isChosen: (option: ComboOption) => boolean;
  onChoose: (option: ComboOption) => void;
  onCreate?: (text: string) => void;
  placeholder?: string | undefined;
  emptyText?: string | undefined;
  multiple?: boolean;
}

export function ComboList({ found, isChosen, onChoose, onCreate, placeholder = "Search", emptyText = "Nothing matches", multiple = false }: ComboListProps) {
  const chosen = multiple ? undefined : found.options.find(isChosen);
  const wanted = found.text.trim();
  const canCreate = onCreate !== undefined && wanted !== "" && !found.options.some((option) => option.label.toLowerCase() === wanted.toLowerCase());
  const isQuiet = found.isSearching && found.options.length === 0;
  return (
    <Command label={placeholder} shouldFilter={!found.isRemote} loop {...(chosen ? { defaultValue: chosen.value } : {})}>
      <div className="flex items-center gap-2 border-b px-2.5">
        <Search className="size-4 shrink-0 text-faint" aria-hidden="true" />
        <Command.Input value={found.text} onValueChange={found.setText} placeholder={placeholder} className="h-9 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint touch:h-11 touch:text-lg" />
      </div>
      <Command.List className="max-h-72 overflow-y-auto overscroll-contain p-1" {...(multiple ? { "aria-multiselectable": true } : {})}>
        {found.error ? <p className="px-2 py-3 text-sm text-danger">{toApiError(found.error).message}</p> : null}
        {found.error || isQuiet || canCreate ? null : <Command.Empty className="px-2 py-3 text-sm text-muted">{emptyText}</Command.Empty>}
        {isQuiet && !found.error ? <Command.Loading className="appear-late px-2 py-3 text-sm text-muted">Searching</Command.Loading> : null}
        {found.options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            keywords={[option.label, ...(option.keywords ?? [])]}
            disabled={option.disabled ?? false}
            onSelect={() => onChoose(option)}
            className={cn(itemLook, "data-[disabled=false]:opacity-100 data-[selected=true]:bg-text/6")}
          >
            <Check className={cn("size-4 shrink-0 text-accent", !isChosen(option) && "invisible")} aria-hidden="true" />
            <span className="min-w-0 flex-1">
              <span className="block truncate">{option.label}</span>
              {option.description ? <span className="block truncate text-xs text-muted">{option.description}</span> : null}
            </span>
            {isChosen(option) ? <span className="sr-only">chosen</span> : null}
          </Command.Item>
        ))}
        {canCreate ? (
          <Command.Item forceMount value={`create ${wanted}`} onSelect={() => onCreate(wanted)} className={cn(itemLook, "data-[disabled=false]:opacity-100 data-[selected=true]:bg-text/6")}>
            <Plus className="size-4 shrink-0 text-muted" aria-hidden="true" />
            <span className="truncate">Add “{wanted}”</span>
          </Command.Item>
        ) : null}
      </Command.List>
    </Command>
  );
}
