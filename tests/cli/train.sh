# jiyao train. Sourced by run.sh.
printf '王\tB-PER\n芳\tI-PER\n说\tO\n' > own.bio
printf '在\tO\n云\tB-LOC\n山\tI-LOC\n' > more.bio
printf '学校 的/u 校园\n' > own.txt
printf '王\tB-PER\n芳\tX\n' > bad.bio
t 0 '' '' train --out own.model --rows 8 --epochs 2 own.bio more.bio
t 0 '' '' train --out again.model --rows 8 --epochs 2 own.bio more.bio
if cmp -s own.model again.model; then pass; else fail 'the same lines give the same bytes'; fi
t 0 'PER王芳*' '' -e 'for _, s in ipairs(jiyao.extract.spans("王芳说", {model = "own.model"})) do io.write(s.label, s.word) end'
t 0 '' '' train --out words.model --words --rows 8 own.txt
t 0 '学校' '' -e 'io.write(jiyao.text.tokens("学校的校园", {model = "words.model"})[1].word)'
t 1 '' "jiyao: bad.bio: line 2: a tag of the form O, B-NAME, I-NAME or ? expected in*" train --out x.model bad.bio
t 1 '' 'jiyao: none.bio: cannot read: No such file or directory' train --out x.model none.bio
t 1 '' 'jiyao: *cannot read*' train --out x.model .
t 1 '' 'jiyao: no/x.model: cannot write: No such file or directory' train --out no/x.model --rows 8 own.bio
t 2 '' 'jiyao: train: --out MODEL is missing*' train own.bio
t 2 '' "jiyao: train: --epochs takes a number from 1 to 1000, not '0'*" train --out x.model --epochs 0 own.bio
t 2 '' "jiyao: train: --rows takes a number from 4 to 24, not 'x'*" train --out x.model --rows x own.bio
t 2 '' 'jiyao: train: too few arguments*' train --out x.model
t 2 '' "jiyao: train: --rows takes a number from 4 to 24, not '2'*" train --out x.model --rows 2 own.bio
t 2 '' "jiyao: train: --rows takes a number from 4 to 24, not '99'*" train --out x.model --rows 99 own.bio
t 2 '' "jiyao: train: --epochs takes a number from 1 to 1000, not '1001'*" train --out x.model --epochs 1001 own.bio
