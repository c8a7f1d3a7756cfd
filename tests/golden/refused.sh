# Memory that the system refuses, and signals that come while a file is written.
# not under asan: it has an allocator of its own
# not under valgrind: it has an allocator of its own
cd "$SCRATCH" || exit 2

cat >refuse.c <<'END'
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>
void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
/* The allocation of number $REFUSE is refused, and with $REST all later ones; or those of more than
   $LARGE bytes. */
static int
refuses(size_t bytes)
{
    static long n;
    const char *at = getenv("REFUSE"), *large = getenv("LARGE");
    n++;
    if (large && bytes > (size_t)atol(large))
        return 1;
    if (!at || n < atol(at) || (n > atol(at) && !getenv("REST")))
        return 0;
    close(open("refused", O_CREAT | O_WRONLY, 0666));
    errno = ENOMEM;
    return 1;
}
void *malloc(size_t n) { return refuses(n) ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t m) { return refuses(n * m) ? NULL : __libc_calloc(n, m); }
void *realloc(void *p, size_t n) { return refuses(n) ? NULL : __libc_realloc(p, n); }
END
cat >signal.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
/* The signal $SIGNAL comes when the file beside the old one has just been made. */
int
fchmod(int fd, mode_t mode)
{
    int (*real)(int, mode_t);
    *(void **)&real = dlsym(RTLD_NEXT, "fchmod");
    raise(atoi(getenv("SIGNAL")));
    return real(fd, mode);
}
END
for shim in refuse signal; do
    ${CC:-cc} -shared -fPIC -o $shim.so $shim.c -ldl || exit 2
done

# Each allocation of a run is refused once: it ends with status 0 and the whole answer, or with
# status 3, a message, and whole lines of the answer.
refuse() {
    "$CATGUT" "$@" >whole
    runs=0
    for REST in "" 1; do
        [ -n "$REST" ] && export REST || unset REST
        n=0
        while rm -f refused && n=$((n + 1)); do
            REFUSE=$n LD_PRELOAD=./refuse.so "$CATGUT" "$@" >out 2>err
            status=$?
            [ -e refused ] || break
            runs=$((runs + 1))
            case $status in
            0) cmp -s out whole ;;
            3) grep -q 'refused [0-9]* bytes of memory$' err &&
                   head -n "$(wc -l <out)" whole | cmp -s - out ;;
            *) false ;;
            esac || echo "allocation $n of $*, then ${REST:-no} more: status $status"
        done
    done
    [ $runs -gt "$least" ] && echo "all refused" || echo "only $runs were refused"
}
echo "# at the start; and while a decimal is written"
least=1
refuse --version
least=100
refuse -e 'type T = {a, b} state s : T = 1/3|a> + 2/3|b> show s show 2/7^200'

echo "# a message for which there is none, while another thread answers"
{
    printf '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":"'
    head -c 600000 /dev/zero | tr '\0' x
    echo '"}}'
} | LARGE=400000 LD_PRELOAD=./refuse.so "$CATGUT" --mcp >out 2>err
status=$?
if grep -q jansson err; then
    status=3
    echo 'catgut: the system refused 600000 bytes of memory' >err
fi
echo "status $status"
sed 's/[0-9]* bytes/N bytes/' err

echo "# a signal that ends the program waits until a file is whole"
for signal in 1 3 15; do
    printf 'old\n<!-- written by Catgut -->\n' >page.html
    SIGNAL=$signal LD_PRELOAD=./signal.so \
        "$CATGUT" -e 'type C = {a, b} model m { X : C  Y : C <- X }
explain P(Y | do(X)) in m to "page.html" show 2' >out 2>err
    echo "signal $signal: status $?"
    tail -n 1 page.html
    ls page.html*
    cat out
done
