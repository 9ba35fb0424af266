# Makes torrents with libtorrent (v1, v2, hybrid) in the folder given, bends their info dictionaries, and prints for
# each file: name, v1 infohash, v2 infohash ("-" where there is none), or "refused" where libtorrent takes it for broken.
import hashlib, os, random, sys
import libtorrent as lt

folder, count = sys.argv[1], int(sys.argv[2])
dice = random.Random(52)


class Raw(bytes):
    """Bencode as it stands."""


def bencode(value, keys=sorted):
    if isinstance(value, Raw):
        return bytes(value)
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, str):
        value = value.encode()
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, list):
        return b"l" + b"".join(bencode(item) for item in value) + b"e"
    return b"d" + b"".join(bencode(key) + bencode(value[key]) for key in keys(value)) + b"e"


def create(number, flags):
    content = os.path.join(folder, "content-%d" % number)
    os.mkdir(content)
    for i in range(dice.randint(1, 4)):
        with open(os.path.join(content, "file %d é.bin" % i), "wb") as file:
            file.write(dice.randbytes(dice.randint(1, 70_000)))
    files = lt.file_storage()
    lt.add_files(files, content)
    torrent = lt.create_torrent(files, 16 * 1024, flags)
    torrent.add_tracker("http://tracker.example.com/announce", 0)
    torrent.set_priv(dice.random() < 0.2)
    lt.set_piece_hashes(torrent, folder)
    return torrent.generate()


def shuffled(value):
    keys = list(value)
    dice.shuffle(keys)
    return keys


def bend(torrent, way):
    info = dict(torrent[b"info"])
    keys = sorted
    if way == "unknown keys":
        info[b"aaa"] = [1, b"\xff\x00", {b"x": -5}]
        info[b"zzz"] = dice.randbytes(9)
    elif way == "unsorted":
        keys = shuffled
    elif way == "odd integers":
        info[b"odd"] = Raw(b"i00042e")
    elif way == "negative zero":
        info[b"odd"] = Raw(b"i-0e")
    elif way == "long length":
        info[b"odd"] = Raw(b"0003:abc")
    elif way == "double key":
        info[b"source"] = b"one"
        body = bencode(info)
        return bencode({**torrent, b"info": Raw(body[:-1] + b"6:source3:twoe")})
    elif way == "latin-1 name":
        info[b"name"] = b"caf\xe9-" + dice.randbytes(4)
    return bencode({**torrent, b"info": Raw(bencode(info, keys))})


ways = ["as made", "unknown keys", "unsorted", "odd integers", "negative zero", "long length", "double key", "latin-1 name"]
kinds = {"v1": lt.create_torrent.v1_only, "v2": lt.create_torrent.v2_only, "hybrid": 0}
made = 0
while made < count:
    for kind, flags in kinds.items():
        torrent = create(made, flags)
        for way in ways:
            name = "%03d %s %s.torrent" % (made, kind, way)
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(bend(torrent, way))
            made += 1
            try:
                hashes = lt.torrent_info(path).info_hashes()
                v1 = str(hashes.v1) if hashes.has_v1() else "-"
                v2 = str(hashes.v2) if hashes.has_v2() else "-"
                print(name, v1, v2, sep="\t")
            except RuntimeError as error:
                print(name, "refused", error, sep="\t")
