"""Column names: which field a header means, in the languages the tools write."""

import re
import unicodedata

# Every field a column can be mapped to. The four intent flags are true/false columns (Ahrefs Site Explorer).
FIELDS = (
    "keyword", "search_volume", "volume_low", "volume_high", "difficulty", "cpc", "currency", "intents", "trend",
    "serp_features", "position", "url", "clicks", "impressions",
    "is_informational", "is_commercial", "is_transactional", "is_navigational",
)  # fmt: skip

# Sources: the files in the guide docs/guides/keyword-exports.md. Global volume, competition, traffic, CTR and bids have
# no line here on purpose: they are not the fields below, and land in "extra".
_ALIASES: dict[str, str] = {
    "keyword": "keyword|keywords|key word|key phrase|keyphrase|phrase|query|queries|top queries|search query|"
    "search queries|search term|search terms|term|keyword text|keyword ideas|keyword (by relevance)|"
    "suchbegriff|suchbegriffe|schlüsselwort|suchanfrage|suchanfragen|häufigste suchanfragen|"
    "mot clé|mot-clé|mots clés|mots-clés|requête|requêtes|requêtes les plus fréquentes|principales requêtes|"
    "palabra clave|palabras clave|consulta|consultas|consultas principales|principales consultas|"
    "palavra-chave|palavras-chave|palavra chave|consultas mais frequentes|parola chiave|parole chiave|query principali|"
    "zoekwoord|zoekwoorden|zoekterm|zoektermen|zoekopdracht|populairste zoekopdrachten|"
    "słowo kluczowe|słowa kluczowe|zapytanie|zapytania|najpopularniejsze zapytania|"
    "ключевое слово|ключевые слова|ключевая фраза|запрос|запросы|поисковый запрос|популярные запросы|"
    "ключове слово|anahtar kelime|anahtar kelimeler|en popüler sorgular|sorgu|sökord|vanligaste sökfrågorna|"
    "søgeord|søkeord|avainsana|klíčové slovo|nejčastější dotazy|kulcsszó|cuvânt cheie|từ khóa|từ khoá|kata kunci|"
    "キーワード|検索キーワード|クエリ|上位のクエリ|"
    "關鍵字|关键字|关键词|關鍵詞|热门查询|熱門查詢|查询|키워드|검색어|인기 검색어|คำหลัก|"
    "الكلمة الرئيسية|מילת מפתח|λέξη-κλειδί",
    "search_volume": "volume|search volume|searchvolume|vol|vol.|sv|monthly volume|monthly search volume|"
    "monthly searches|avg. monthly searches|avg monthly searches|average monthly searches|avg. search volume|"
    "search volume (monthly)|searches|msv|"
    "suchvolumen|durchschn. suchanfragen pro monat|durchschnittl. suchanfragen pro monat|"
    "durchschnittliche suchanfragen pro monat|ø suchanfragen pro monat|volume de recherche|"
    "nombre moyen de recherches mensuelles|recherches mensuelles moyennes|moy. des recherches mensuelles|"
    "volumen|volumen de búsqueda|promedio de búsquedas mensuales|media de búsquedas mensuales|"
    "volume de busca|volume de pesquisa|média de pesquisas mensais|pesquisas mensais em média|volume di ricerca|"
    "media delle ricerche mensili|ricerche mensili medie|zoekvolume|gem. aantal zoekopdrachten per maand|"
    "śr. miesięczna liczba wyszukiwań|średnia miesięczna liczba wyszukiwań|liczba wyszukiwań|"
    "ср. число запросов в месяц|среднее число запросов в месяц|частотность|ort. aylık aramalar|"
    "genomsnittligt antal sökningar per månad|số lượt tìm kiếm trung bình hàng tháng|"
    "số lượt tìm kiếm trung bình hằng tháng|lượng tìm kiếm|"
    "月間平均検索ボリューム|月間検索ボリューム|検索ボリューム|月間検索数|"
    "平均每月搜索量|平均每月搜尋量|搜索量|搜尋量|월간 평균 검색량|검색량",
    "volume_low": "min volume|min. volume|minimum volume|volume min|volume low|volume_low|volume (min)",
    "volume_high": "max volume|max. volume|maximum volume|volume max|volume high|volume_high|volume (max)",
    "difficulty": "difficulty|keyword difficulty|keyword difficulty index|keyword difficulty %|keyword difficulty (%)|"
    "kd|kd%|kd %|kd (%)|sd|seo difficulty|search difficulty|organic difficulty|keyword-schwierigkeit|schwierigkeit|"
    "difficulté|difficulté du mot clé|dificultad|dificultad de la palabra clave|dificuldade|difficoltà|"
    "moeilijkheid|trudność|сложность|zorluk|難易度|关键词难度|關鍵字難度",
    "cpc": "cpc|avg. cpc|avg cpc|average cpc|cost per click|coste por clic|custo por clique|coût par clic|"
    "cpc $|klickpreis|costo per clic|クリック単価|平均クリック単価",
    "currency": "currency|währung|devise|moneda|moeda|valuta|waluta|валюта|para birimi|đơn vị tiền tệ|"
    "通貨|币种|貨幣|통화",
    "intents": "intent|intents|keyword intents|keyword intent|search intent|user intent|main intent|primary intent|"
    "suchintention|suchabsicht|intention|intention de recherche|intención|intención de búsqueda|intenção|"
    "intenção de busca|intento|intento di ricerca|zoekintentie|intencja|интент|検索意図",
    "trend": "trend|trends|search trend|volume trend|monthly trend",
    "serp_features": "serp features|serp features by keyword|serp feature|serp-features|serp elements",
    "position": "position|current position|avg. position|average position|avg position|rank|ranking|google rank|pos|"
    "durchschnittliche position|position moyenne|posición|posición media|posição|posição média|posizione|"
    "posizione media|positie|gemiddelde positie|pozycja|średnia pozycja|позиция|средняя позиция|ortalama konum|"
    "genomsnittlig position|průměrná pozice|掲載順位|平均掲載順位|排名|平均排名|평균 게재순위",
    "url": "url|current url|landing page|ranking url|ranking page|page|top page|seite|seiten-url|página|pagina",
    "clicks": "clicks|url clicks|klicks|clics|clic|clics en url|cliques|klikken|kliknięcia|клики|tıklama|tıklamalar|"
    "klick|kliknutí|クリック数|点击次数|點擊|點擊次數|클릭수",
    "impressions": "impressions|url impressions|impressionen|impresiones|impressões|impressioni|vertoningen|"
    "wyświetlenia|показы|gösterimler|görüntüleme|visningar|exponeringar|zobrazení|表示回数|展示次数|曝光|曝光次數|노출수",
    "is_informational": "informational",
    "is_commercial": "commercial",
    "is_transactional": "transactional",
    "is_navigational": "navigational",
}  # fmt: skip

_FIELD_BY_NAME = {name: field for field, names in _ALIASES.items() for name in names.split("|")}
_CPC = re.compile(r"(?:avg\.? )?(?:cpc|cost per click) ?[(\[]([a-z]{3}|[^\w\s]|[a-z]{0,2}\$)[)\]]")
_VOLUME = re.compile(
    r"(?:avg\.? |average |monthly )*(?:volume|searches|search volume)"
    r" [(\[](?:last 12 months|12 months|exact match only|exact|monthly|per month|/mo|[a-z]{2})[)\]]"
)
_SV_TREND = re.compile(r"sv trend\b.*")
_YEAR = re.compile(r"(?:19|20|25)\d\d")
_FOLDED = re.compile(r"[\s_]+")

# First columns of the other files of a Search Console download, which look like Queries.csv but hold no keywords.
_OTHER_DIMENSIONS = (
    "top pages|pages|häufigste seiten|seiten|pages les plus populaires|páginas principales|principais páginas|"
    "pagine principali|populairste pagina's|najpopularniejsze strony|上位のページ|ページ|"
    "country|countries|land|länder|pays|país|países|paese|paesi|kraj|страна|国|国家/地区|"
    "device|devices|gerät|geräte|appareil|appareils|dispositivo|dispositivos|dispositivi|apparaat|urządzenie|"
    "устройство|デバイス|date|dates|datum|fecha|fechas|data|дата|日付|日期|"
    "search appearance|darstellung in der suche|apparence dans les résultats|filter|website|site|url"
)
OTHER_DIMENSIONS = frozenset(_OTHER_DIMENSIONS.split("|"))


def header_key(text: str) -> str:
    """A header as it is compared: NFKC, case folded, spaces and underscores folded, outer marks taken off."""
    key = unicodedata.normalize("NFKC", text).casefold().replace("\ufeff", "")
    return _FOLDED.sub(" ", key).strip(" \"'*:\u200b")


def field_of(key: str) -> str | None:
    """The field a normalised header means; ``None`` when no field is known under that name."""
    found = _FIELD_BY_NAME.get(key)
    if found is None and key:
        if _CPC.fullmatch(key):
            return "cpc"
        if _SV_TREND.fullmatch(key):
            return "trend"
        if _VOLUME.fullmatch(key):
            return "search_volume"
    return found


def header_currency(key: str) -> str | None:
    """ISO 4217 code in a header such as ``cpc (usd)``; ``None`` when there is none."""
    match = _CPC.fullmatch(key)
    if not match:
        return None
    return {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP"}.get(match[1]) or (
        match[1].upper() if match[1].isascii() and match[1].isalpha() else None
    )


def is_month(header: str) -> bool:
    """Whether a header names a month of a year ("Searches: Jan 2026", "検索数: 2026年1月")."""
    key = unicodedata.normalize("NFKC", header)
    return len(key) <= 60 and len(_YEAR.findall(key)) == 1 and any(c.isalpha() for c in key)
