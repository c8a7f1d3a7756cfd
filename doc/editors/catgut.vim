" catgut.vim -- Catgut in Vim; made from the tables of the lexer by tests/unit/test_syntax.
if exists("b:current_syntax")
  finish
endif

syn case match
syn iskeyword @,48-57,_,39,192-255

syn match catgutNotion /\<\%(id\|copy\|discard\|swap\|uniform\|normalise\|cut\|do\|mute\|hide\|comb\|disintegrate\|invert\|members\|size\|maximal\|components\|ancestors\|descendants\|parents\|children\|blanket\|independent\|paths\|separator\|adjusts\|adjustment\|frontdoor\|instruments\|implications\|essential\|equivalent\|worth\|P\|E\|Var\|Cov\|marginals\|most\|jeffrey\|entropy\|information\|distance\|divergence\|TE\|ETT\|ATT\|ATU\|CDE\|NDE\|NIE\|PSE\|PN\|PS\|PNS\|PD\|PE\|CtfDE\|CtfIE\|CtfSE\|fairness\|unroll\|filter\|smooth\|predict\|best\|MEU\)\>\ze\s*[([]/
syn match catgutNotion /\<\%(id\|copy\|discard\|swap\|uniform\)\>/
syn match catgutOperator /[][(){}:;,=<>+*\/^.~!-]\||/
syn match catgutNumber /\<\d\+\%(\.\d\+\)\=\%([eE][+-]\=\d\+\)\=%\=/
syn match catgutStatement /^\s*\zs\%(estimate\|test\|sample\)\>\ze\s\+[[:alnum:]_("]/
syn match catgutKet /|\s*\%(\%("\%(\\.\|[^"\\]\)*"\|[-−]\=\d[[:alnum:]_'.%]*\|\k[[:alnum:]_'.]*\)\%(\s*,\s*\%("\%(\\.\|[^"\\]\)*"\|[-−]\=\d[[:alnum:]_'.%]*\|\k[[:alnum:]_'.]*\)\)*,\=\)\=\s*\%(>=\@!\|>\%(==\)\@=\|⟩\)/
syn keyword catgutStatement type state channel function box let diagram model functor check show draw plot functionalise use identify explain bounds witness import export
syn keyword catgutWord to of as in with from not latent return repaired rounded within
syn region catgutString start=/"/ skip=/\\./ end=/"/ oneline
syn region catgutString start=/"""/ end=/"""/
syn match catgutComment /#.*/ contains=@Spell

hi def link catgutStatement Statement
hi def link catgutWord Keyword
hi def link catgutNotion Function
hi def link catgutNumber Number
hi def link catgutKet Constant
hi def link catgutOperator Operator
hi def link catgutString String
hi def link catgutComment Comment

let b:current_syntax = "catgut"
