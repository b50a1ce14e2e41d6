# coding: utf-8
print('ÿþ')
